extension Sheet {
    /// Reads the first visible sheet that holds anything from an `.xlsx`, `.xls`, `.csv`, `.tsv` or `.txt` file.
    ///
    /// What the file *is* decides, not what it is called; the name only tells a renamed file from a text file.
    package static func read(_ bytes: [UInt8], fileName: String, limits: SheetLimits = SheetLimits())
        throws(SheetError) -> Sheet
    {
        guard bytes.count <= limits.packedBytes else { throw .tooManyBytes(limit: limits.packedBytes) }
        switch FileKind(fileName) {
        case .other: throw .unsupportedKind
        case .macroWorkbook: throw .macros
        case .workbook, .text: break
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return try ZipArchive.reading(bytes, limits: limits) { archive throws(SheetError) in
                try Workbook(archive).firstFilledSheet(limits: limits)
            }
        }
        if CompoundFile.isOne(bytes) {
            return try BinaryWorkbook(CompoundFile(bytes)).firstFilledSheet(limits: limits)
        }
        guard FileKind(fileName) == .text else { throw .notASpreadsheet }
        return try DelimitedText(bytes: bytes).sheet(limits: limits)
    }

    /// Reads pasted text the way a text file is read: tabs from Excel, commas, semicolons, quotes.
    package static func read(text: String, limits: SheetLimits = SheetLimits()) throws(SheetError) -> Sheet {
        guard text.utf8.count <= limits.packedBytes else { throw .tooManyBytes(limit: limits.packedBytes) }
        return try DelimitedText(utf8: Array(text.utf8)).sheet(limits: limits)
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
