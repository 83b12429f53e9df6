/// Reads Excel 2003's XML ("XML 스프레드시트 2003"), which many programs write under the name `.xls`.
struct SpreadsheetXML {
    private let budget: SheetBudget
    private var sheets = Sheets()
    private var names: [String] = []
    private var sheet: SpreadsheetXMLSheet
    private var text: CellText
    /// The words of `WorksheetOptions` on whether the sheet is shown are being read.
    private var isInVisible = false

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
        budget = SheetBudget(limits)
        sheet = SpreadsheetXMLSheet("", budget)
        text = CellText(limit: limits.cellCharacters)
    }

    private mutating func start(_ reader: borrowing XMLReader) throws(SheetError) {
        switch reader.name {
        case .worksheet:
            guard names.count + sheets.hidden.count < Workbook.maxTabs else { throw .unpacksTooLarge }
            sheet = SpreadsheetXMLSheet(try reader.attribute(.name) ?? "", budget)
        case .column: try sheet.hideColumn(reader)
        case .row: try sheet.beginRow(reader)
        case .cell:
            try sheet.beginCell(reader)
            text.clear()
        case .comment: sheet.isInComment = true
        case .data where !sheet.isInComment:
            sheet.type = try reader.attribute(.type) ?? "String"
            text.clear()
            text.open()
        case .visible:
            isInVisible = true
            text.clear()
            text.open()
        default: break
        }
    }

    private mutating func end(_ name: XMLName) throws(SheetError) {
        switch name {
        case .comment: sheet.isInComment = false
        case .data: text.close()
        case .visible where isInVisible:
            sheet.isVisible = try text.string() == "SheetVisible"
            isInVisible = false
            text.clear()
        case .cell: try sheet.endCell(text)
        case .worksheet: try endSheet()
        default: break
        }
    }

    private mutating func endSheet() throws(SheetError) {
        guard sheet.isVisible else { return sheets.hidden.append(sheet.name) }
        names.append(sheet.name)
        guard let read = try sheet.finished() else {
            return sheets.unread.append(Sheets.Unread(name: sheet.name, reason: sheet.refusal ?? .unpacksTooLarge))
        }
        if read.rows.isEmpty { sheets.empty.append(sheet.name) } else { sheets.filled.append(read) }
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
}

extension XMLName {
    fileprivate static let worksheet = XMLName("Worksheet")
    fileprivate static let column = XMLName("Column")
    fileprivate static let row = XMLName("Row")
    fileprivate static let cell = XMLName("Cell")
    fileprivate static let data = XMLName("Data")
    fileprivate static let comment = XMLName("Comment")
    fileprivate static let visible = XMLName("Visible")
    fileprivate static let name = XMLName("Name")
    fileprivate static let type = XMLName("Type")
}
