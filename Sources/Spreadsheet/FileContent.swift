/// What a file is. Its content decides, not what it is called; the name only tells files of other kinds from text.
enum FileContent {
    case zip(ArraySlice<UInt8>)
    case compound(ArraySlice<UInt8>)
    /// As UTF-8.
    case spreadsheetXML([UInt8])
    case webPage([UInt8])
    case delimited([UInt8])

    init(_ bytes: ArraySlice<UInt8>, fileName: String, limits: SheetLimits) throws(SheetError) {
        guard bytes.count <= limits.packedBytes else { throw .tooManyBytes(limit: limits.packedBytes) }
        let name = FileKind(fileName)
        if name == .companion || FileSignature.isExcelLock(bytes) { throw .companionFile }
        if name == .macroWorkbook { throw .macros }
        if FileSignature.isZip(bytes) {
            self = .zip(bytes)
        } else if CompoundFile.isOne(bytes) {
            self = .compound(bytes)
        } else {
            if let product = FileSignature.documentSecurity(bytes) { throw .documentSecurity(product: product) }
            if let format = FileSignature.foreign(bytes) { throw .otherProgram(format) }
            try self.init(text: bytes, name)
        }
    }

    private init(text bytes: ArraySlice<UInt8>, _ name: FileKind) throws(SheetError) {
        guard name != .other else { throw .unsupportedKind }
        let text: [UInt8]
        do throws(SheetError) {
            text = try TextEncoding.utf8(of: bytes)
        } catch {
            // Bytes that are no text, under the name of a workbook, are not text in an unknown character set.
            throw error == .unknownEncoding && name == .workbook ? .notASpreadsheet : error
        }
        guard FileSignature.isText(text) else { throw .notASpreadsheet }
        guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
            self = .delimited(text)
            return
        }
        if FileSignature.isSpreadsheetXML(text) {
            self = .spreadsheetXML(text)
        } else if FileSignature.hasTable(text) {
            self = .webPage(text)
        } else {
            guard name == .text else { throw .notASpreadsheet }
            self = .delimited(text)
        }
    }
}

/// What a file's name promises.
private enum FileKind {
    case workbook, macroWorkbook, text, companion, other

    init(_ fileName: String) {
        let name = fileName.lowercased()
        guard !["~$", "._", ".~lock."].contains(where: name.hasPrefix) else {
            self = .companion
            return
        }
        let pieces = name.split(separator: ".")
        switch pieces.count > 1 ? pieces.last ?? "" : "" {
        case "xlsx", "xls", "xltx", "xlt": self = .workbook
        case "xlsm", "xltm", "xlam": self = .macroWorkbook
        // No ending: what a program gave that did not know one.
        case "csv", "tsv", "tab", "txt", "htm", "html", "xml", "": self = .text
        default: self = .other
        }
    }
}
