/// One worksheet of ``SpreadsheetXML`` while it is being read.
struct SpreadsheetXMLSheet {
    let name: String
    var isVisible = true
    var isInComment = false
    /// Of the cell's data.
    var type = ""
    /// Why the rest of the sheet is passed over.
    private(set) var refusal: SheetError?
    private var builder: SheetBuilder
    /// Row and column are counted from 1; `lastColumn` is the last that is taken.
    private var row = 0
    private var column = 0
    private var lastColumn = 0
    private var isFormula = false

    init(_ name: String, _ budget: SheetBudget) {
        self.name = name
        builder = SheetBuilder(budget)
        builder.name = name
    }

    /// nil when the sheet was passed over.
    mutating func finished() throws(SheetError) -> Sheet? {
        var result: Sheet?
        try guarded { (sheet) throws(SheetError) in result = try sheet.builder.finish() }
        return result
    }

    mutating func hideColumn(_ reader: borrowing XMLReader) throws(SheetError) {
        let first = try place(reader, after: lastColumn)
        let last = first + (number(reader, .span) ?? 0)
        lastColumn = last
        if isHidden(reader, .width) {
            builder.hide(columns: first - 1, through: last - 1)
        }
    }

    mutating func beginRow(_ reader: borrowing XMLReader) throws(SheetError) {
        let (next, isHidden) = (try place(reader, after: row), isHidden(reader, .height))
        guard next > row, next <= 1_048_576 else { throw .broken }
        (row, lastColumn) = (next, 0)
        try guarded { (sheet) throws(SheetError) in
            try sheet.builder.begin(row: next)
            sheet.builder.isHidden = isHidden
        }
        // Empty rows that look alike are written as one.
        row += number(reader, .span) ?? 0
        guard row <= 1_048_576 else { throw .broken }
    }

    mutating func beginCell(_ reader: borrowing XMLReader) throws(SheetError) {
        column = try place(reader, after: lastColumn)
        guard row >= 1, column > lastColumn, column <= 16_384 else { throw .broken }
        let (right, down) = (number(reader, .across) ?? 0, number(reader, .down) ?? 0)
        builder.merge(rows: row...(row + down), columns: (column - 1)...(column - 1 + right))
        lastColumn = column + right
        isFormula = reader.raw(.formula) != nil
        type = ""
    }

    mutating func endCell(_ text: CellText) throws(SheetError) {
        try guarded { (sheet) throws(SheetError) in try sheet.put(text) }
    }

    private mutating func put(_ text: CellText) throws(SheetError) {
        let column = column - 1
        guard !text.isEmpty else {
            if isFormula, type != "String" { try builder.put("", .uncomputed, column: column) }
            return
        }
        if text.isTooLong { return try builder.put(text.string(), .cut, column: column) }
        switch type {
        case "Number": try builder.put(NumberText.plain(text.raw), .number, column: column)
        case "DateTime": try builder.put(SerialDate.text(iso: text.string()), .date, column: column)
        case "Boolean": try builder.put(text.raw == [0x31] ? "TRUE" : "FALSE", column: column)
        case "Error": try builder.put(error: text.string(), column: column)
        default: try builder.put(text.string(), column: column)
        }
    }

    /// A sheet that is too large is passed over from there on; the others are still read.
    private mutating func guarded(_ work: (inout SpreadsheetXMLSheet) throws(SheetError) -> Void) throws(SheetError) {
        guard refusal == nil else { return }
        do throws(SheetError) {
            try work(&self)
        } catch {
            guard error.isAboutSize else { throw error }
            refusal = error
        }
    }

    /// From 1: what `Index` says, else the next one.
    private func place(_ reader: borrowing XMLReader, after last: Int) throws(SheetError) -> Int {
        guard let index = reader.raw(.index) else { return last + 1 }
        guard let place = CellReference.number(index), place >= 1 else { throw .broken }
        return place
    }

    private func number(_ reader: borrowing XMLReader, _ attribute: XMLName) -> Int? {
        reader.raw(attribute).flatMap(CellReference.number).map { min($0, 1_048_576) }
    }

    /// By saying so, or by having no height or width.
    private func isHidden(_ reader: borrowing XMLReader, _ size: XMLName) -> Bool {
        if let size = reader.raw(size), size.elementsEqual("0".utf8) { return true }
        guard let value = reader.raw(.hidden) else { return false }
        return value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
    }
}

extension XMLName {
    fileprivate static let index = XMLName("Index")
    fileprivate static let hidden = XMLName("Hidden")
    fileprivate static let width = XMLName("Width")
    fileprivate static let height = XMLName("Height")
    fileprivate static let span = XMLName("Span")
    fileprivate static let across = XMLName("MergeAcross")
    fileprivate static let down = XMLName("MergeDown")
    fileprivate static let formula = XMLName("Formula")
}
