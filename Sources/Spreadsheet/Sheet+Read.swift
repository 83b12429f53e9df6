extension Sheet {
    /// Reads the first visible sheet that holds anything from a file of any kind that ``Sheets`` reads.
    package static func read(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheet
    {
        switch try FileContent(bytes, fileName: fileName, limits: limits) {
        case .zip(let bytes):
            return try ZipArchive.reading(bytes, limits: limits) { archive throws(SheetError) in
                try Workbook(archive, limits: limits).firstFilledSheet(limits: limits)
            }
        case .compound(let bytes):
            return try BinaryWorkbook(CompoundFile(bytes), limits: limits).firstFilledSheet(limits: limits)
        case .spreadsheetXML(let text): return try SpreadsheetXML.read(text, limits: limits).first
        case .webPage(let text): return try WebPageTable.read(text, limits: limits)
        case .delimited(let text): return try DelimitedText(utf8: text).sheet(limits: limits)
        }
    }

    package static func read(_ bytes: [UInt8], fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheet
    {
        try read(bytes[...], fileName: fileName, limits: limits)
    }

    /// Reads pasted text the way a text file is read: tabs from Excel, commas, semicolons, quotes.
    package static func read(text: String, limits: SheetLimits = SheetLimits()) throws(SheetError) -> Sheet {
        guard text.utf8.count <= limits.packedBytes else { throw .tooManyBytes(limit: limits.packedBytes) }
        return try DelimitedText(utf8: Array(text.utf8)).sheet(limits: limits)
    }
}

extension Sheets {
    /// Reads all visible sheets that hold anything: of workbooks (`.xlsx`, `.xls`), of Excel 2003's XML, of web pages with
    /// tables and of text with delimiters, as many programs call `.xls`. See ``FileContent``.
    package static func read(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheets
    {
        switch try FileContent(bytes, fileName: fileName, limits: limits) {
        case .zip(let bytes):
            return try ZipArchive.reading(bytes, limits: limits) { archive throws(SheetError) in
                try Workbook(archive, limits: limits).allSheets(limits: limits)
            }
        case .compound(let bytes):
            return try BinaryWorkbook(CompoundFile(bytes), limits: limits).allSheets(limits: limits)
        case .spreadsheetXML(let text): return try SpreadsheetXML.read(text, limits: limits)
        case .webPage(let text): return Sheets(try WebPageTable.read(text, limits: limits))
        case .delimited(let text): return Sheets(try DelimitedText(utf8: text).sheet(limits: limits))
        }
    }

    package static func read(_ bytes: [UInt8], fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheets
    {
        try read(bytes[...], fileName: fileName, limits: limits)
    }

    /// The only sheet of a file that has no tabs.
    private init(_ sheet: Sheet) { self.init(filled: sheet.rows.isEmpty ? [] : [sheet]) }

    /// An empty one when there is none.
    fileprivate var first: Sheet { filled.first ?? Sheet(name: empty.first ?? "", rows: [], otherSheets: empty) }
}
