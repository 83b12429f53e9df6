extension Sheet {
    /// Reads the first visible sheet that holds anything from a file of any kind that ``Sheets`` reads.
    package static func read(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheet
    {
        switch try FileContent(bytes, fileName: fileName, limits: limits) {
        case .zip:
            return try ZipArchive.reading(bytes, limits: limits) { archive throws(SheetError) in
                try Workbook(archive, limits: limits).firstFilledSheet(limits: limits)
            }
        case .compound: return try BinaryWorkbook(CompoundFile(bytes)).firstFilledSheet(limits: limits)
        case .text: return try DelimitedText(bytes: bytes).sheet(limits: limits)
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
    /// Reads all visible sheets that hold anything from an `.xlsx`, `.xls`, `.csv`, `.tsv` or `.txt` file.
    ///
    /// What the file *is* decides, not what it is called; the name only tells a renamed file from a text file.
    package static func read(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheets
    {
        switch try FileContent(bytes, fileName: fileName, limits: limits) {
        case .zip:
            return try ZipArchive.reading(bytes, limits: limits) { archive throws(SheetError) in
                try Workbook(archive, limits: limits).allSheets(limits: limits)
            }
        case .compound: return try BinaryWorkbook(CompoundFile(bytes)).allSheets(limits: limits)
        case .text:
            let sheet = try DelimitedText(bytes: bytes).sheet(limits: limits)
            return Sheets(filled: sheet.rows.isEmpty ? [] : [sheet])
        }
    }

    package static func read(_ bytes: [UInt8], fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheets
    {
        try read(bytes[...], fileName: fileName, limits: limits)
    }
}

/// What a file is, by its first bytes.
private enum FileContent {
    case zip, compound, text

    init(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits) throws(SheetError) {
        guard bytes.count <= limits.packedBytes else { throw .tooManyBytes(limit: limits.packedBytes) }
        let kind = FileKind(fileName)
        switch kind {
        case .other: throw .unsupportedKind
        case .macroWorkbook: throw .macros
        case .workbook, .text: break
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            self = .zip
        } else if CompoundFile.isOne(bytes) {
            self = .compound
        } else {
            guard kind == .text else { throw .notASpreadsheet }
            self = .text
        }
    }
}

/// What a file's name promises.
private enum FileKind {
    case workbook, macroWorkbook, text, other

    init(_ fileName: String) {
        let name = fileName.lowercased()
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        switch ending {
        case "xlsx", "xls": self = .workbook
        case "xlsm", "xltm", "xlam": self = .macroWorkbook
        case "csv", "tsv", "tab", "txt": self = .text
        default: self = .other
        }
    }
}
