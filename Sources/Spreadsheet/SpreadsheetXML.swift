/// Reads Excel 2003's XML ("XML 스프레드시트 2003"), which many programs write under the name `.xls`.
struct SpreadsheetXML {
    private let limits: SheetLimits
    private let budget: SheetBudget
    private var sheets = Sheets()
    private var names: [String] = []

    // The sheet that is being read.
    private var builder: SheetBuilder
    private var name = ""
    private var isVisible = true
    /// Why the rest of the sheet is passed over.
    private var refusal: SheetError?
    private var (row, column, nextColumn) = (0, 0, 0)
    private var text: CellText
    private var type = ""
    private var isFormula = false
    private var isInComment = false
    private var saysVisible = false

    static func read(_ text: [UInt8], limits: SheetLimits) throws(SheetError) -> Sheets {
        var reader = XMLReader(.memory(text[...]), isUTF8: true)
        var book = SpreadsheetXML(limits)
        while let event = try reader.next() {
            switch event {
            case .start: try book.start(reader)
            case .end: try book.end(reader.name)
            case .text: try book.text.append(reader)
            }
        }
        return try book.finished()
    }

    private init(_ limits: SheetLimits) {
        (self.limits, budget) = (limits, SheetBudget(limits))
        builder = SheetBuilder(budget)
        text = CellText(limit: limits.cellCharacters)
    }

    private func finished() throws(SheetError) -> Sheets {
        guard !names.isEmpty || !sheets.hidden.isEmpty else { throw .notASpreadsheet }
        if sheets.filled.isEmpty, let first = sheets.unread.first { throw first.reason }
        var result = sheets
        result.filled = sheets.filled.map { sheet in
            Sheet(
                name: sheet.name, rows: sheet.rows, otherSheets: names.filter { $0 != sheet.name },
                hiddenColumns: sheet.hiddenColumns, merges: sheet.merges, hasMoreColumns: sheet.hasMoreColumns)
        }
        return result
    }

    private mutating func start(_ reader: borrowing XMLReader) throws(SheetError) {
        switch reader.name {
        case .worksheet:
            guard names.count + sheets.hidden.count < Workbook.maxTabs else { throw .unpacksTooLarge }
            builder = SheetBuilder(budget)
            (name, isVisible, refusal) = (try reader.attribute(.name) ?? "", true, nil)
            (row, nextColumn) = (0, 0)
        case .table: nextColumn = 0
        case .column: try hideColumn(reader)
        case .row: try beginRow(reader)
        case .cell: try beginCell(reader)
        case .comment: isInComment = true
        case .data where !isInComment:
            type = try reader.attribute(.type) ?? "String"
            text.clear()
            text.open()
        case .visible:
            saysVisible = true
            text.clear()
            text.open()
        default: break
        }
    }

    private mutating func end(_ name: XMLName) throws(SheetError) {
        switch name {
        case .comment: isInComment = false
        case .data: text.close()
        case .visible where saysVisible:
            text.close()
            (isVisible, saysVisible) = (try text.string() == "SheetVisible", false)
            text.clear()
        case .cell: try guarded { (book) throws(SheetError) in try book.endCell() }
        case .worksheet: try endSheet()
        default: break
        }
    }

    private mutating func endSheet() throws(SheetError) {
        var sheet: Sheet?
        try guarded { (book) throws(SheetError) in
            book.builder.name = book.name
            sheet = try book.builder.finish()
        }
        guard isVisible else { return sheets.hidden.append(name) }
        names.append(name)
        if let refusal {
            sheets.unread.append(Sheets.Unread(name: name, reason: refusal))
        } else if let sheet, !sheet.rows.isEmpty {
            sheets.filled.append(sheet)
        } else {
            sheets.empty.append(name)
        }
    }

    /// A sheet that is too large is passed over from there on; the others are still read.
    private mutating func guarded(_ work: (inout SpreadsheetXML) throws(SheetError) -> Void) throws(SheetError) {
        guard refusal == nil else { return }
        do throws(SheetError) {
            try work(&self)
        } catch {
            guard error.isAboutSize else { throw error }
            refusal = error
        }
    }

    private mutating func hideColumn(_ reader: borrowing XMLReader) throws(SheetError) {
        let first = try place(reader, after: nextColumn)
        let last = first + (number(reader, .span) ?? 0)
        nextColumn = last
        if isHidden(reader, .width) {
            builder.hide(columns: first - 1, through: last - 1)
        }
    }

    private mutating func beginRow(_ reader: borrowing XMLReader) throws(SheetError) {
        let (next, isHidden) = (try place(reader, after: row), isHidden(reader, .height))
        guard next > row, next <= 1_048_576 else { throw .broken }
        (row, nextColumn) = (next, 0)
        try guarded { (book) throws(SheetError) in
            try book.builder.begin(row: next)
            book.builder.isHidden = isHidden
        }
        // Empty rows that look alike are written as one.
        row += number(reader, .span) ?? 0
        guard row <= 1_048_576 else { throw .broken }
    }

    private mutating func beginCell(_ reader: borrowing XMLReader) throws(SheetError) {
        column = try place(reader, after: nextColumn)
        guard row >= 1, column > nextColumn, column <= 16_384 else { throw .broken }
        let (right, down) = (number(reader, .across) ?? 0, number(reader, .down) ?? 0)
        builder.merge(rows: row...(row + down), columns: (column - 1)...(column - 1 + right))
        nextColumn = column + right
        isFormula = reader.raw(.formula) != nil
        type = ""
        text.clear()
    }

    private mutating func endCell() throws(SheetError) {
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
    fileprivate static let worksheet = XMLName("Worksheet")
    fileprivate static let table = XMLName("Table")
    fileprivate static let column = XMLName("Column")
    fileprivate static let row = XMLName("Row")
    fileprivate static let cell = XMLName("Cell")
    fileprivate static let data = XMLName("Data")
    fileprivate static let comment = XMLName("Comment")
    fileprivate static let visible = XMLName("Visible")
    fileprivate static let name = XMLName("Name")
    fileprivate static let type = XMLName("Type")
    fileprivate static let index = XMLName("Index")
    fileprivate static let hidden = XMLName("Hidden")
    fileprivate static let width = XMLName("Width")
    fileprivate static let height = XMLName("Height")
    fileprivate static let span = XMLName("Span")
    fileprivate static let across = XMLName("MergeAcross")
    fileprivate static let down = XMLName("MergeDown")
    fileprivate static let formula = XMLName("Formula")
}
