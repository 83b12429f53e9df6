/// What files begin with.
enum FileSignature {
    /// Also one that begins with the mark of a cut archive (APPNOTE 8.5.3), and an empty one.
    static func isZip(_ bytes: ArraySlice<UInt8>) -> Bool {
        [[3, 4], [5, 6], [7, 8]].contains { bytes.starts(with: [0x50, 0x4B] + $0) }
    }

    /// The product that wrapped the file. The heads of Fasoo, SoftCamp and NASCA were seen in public files (rhwp #1982 and
    /// others); what else says such a word in its first bytes and is no text is taken for one too.
    static func documentSecurity(_ bytes: ArraySlice<UInt8>) -> String? {
        let head = String(decoding: bytes.prefix(512).map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self).lowercased()
        // Fasoo's begins with the byte 9B.
        let heads = [("  drmone", "Fasoo"), ("scdsa0", "SoftCamp"), ("<## nasca", "NASCA"), (".pfile", "Microsoft")]
        if let found = heads.first(where: { head.hasPrefix($0.0) }) { return found.1 }
        guard !isText(bytes.prefix(4_096)) else { return nil }
        let words = [
            ("fasoo", "Fasoo"), ("softcamp", "SoftCamp"), ("shieldex", "SoftCamp"), ("markany", "MarkAny"),
            ("document safer", "MarkAny"), ("nasca", "NASCA"),
        ]
        return words.first { head.contains($0.0) }?.1
    }

    static func foreign(_ bytes: ArraySlice<UInt8>) -> ForeignFormat? {
        let heads: [([UInt8], ForeignFormat)] = [
            (Array("%PDF-".utf8), .pdf), (Array("HWP Document File".utf8), .hangul),
            (Array("MIME-Version:".utf8), .webArchive), (Array("From: <Saved by".utf8), .webArchive),
            ([0x1F, 0x8B], .archive), (Array("Rar!".utf8), .archive), ([0x37, 0x7A, 0xBC, 0xAF], .archive),
            (Array("EGGA".utf8), .archive), ([0x89, 0x50, 0x4E, 0x47], .picture), ([0xFF, 0xD8, 0xFF], .picture),
            (Array("GIF8".utf8), .picture), (Array("{\\rtf".utf8), .word),
            // BOF records of BIFF 2 to 5 without a container (MS-XLS has only the last; the others are older).
            ([0x09, 0x00, 0x04, 0x00], .oldWorkbook), ([0x09, 0x02, 0x06, 0x00], .oldWorkbook),
            ([0x09, 0x04, 0x06, 0x00], .oldWorkbook), ([0x09, 0x08, 0x08, 0x00], .oldWorkbook),
            ([0x09, 0x08, 0x10, 0x00], .oldWorkbook),
        ]
        return heads.first { bytes.starts(with: $0.0) }?.1
    }

    /// Excel's lock file: the length of a user's name, the name in 54 bytes, and again in two bytes each.
    static func isExcelLock(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (160...170).contains(bytes.count), let length = bytes.first, (1...54).contains(length) else {
            return false
        }
        return bytes.dropFirst(1 + Int(length)).prefix(54 - Int(length)).allSatisfy { $0 == 0x20 || $0 == 0 }
    }

    /// Text has few control characters; a file of any other kind is full of them.
    static func isText(_ bytes: some Collection<UInt8>) -> Bool {
        var controls = 0
        for byte in bytes where byte < 0x20 && !(0x09...0x0D).contains(byte) { controls += 1 }
        return controls <= bytes.count / 100
    }

    /// Excel 2003's XML: its root, whatever stands before it, is a `Workbook`.
    static func isSpreadsheetXML(_ text: [UInt8]) -> Bool {
        var rest = text[...].drop { $0 <= 0x20 }
        while let next = rest.dropFirst().first, next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
            let isComment = rest.starts(with: "<!--".utf8)
            guard let end = isComment ? rest.end(of: "-->") : rest.end(of: ">") else { return false }
            rest = rest[end...].drop { $0 <= 0x20 }
        }
        let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") }
        return XMLName(name) == XMLName("Workbook")
    }

    static func hasTable(_ text: [UInt8]) -> Bool { text[...].end(of: "<table") != nil }
}

extension ArraySlice<UInt8> {
    /// Where `word`, in small letters, ends for the first time; capital letters count as small ones.
    func end(of word: StaticString) -> Int? {
        word.withUTF8Buffer { word in
            guard count >= word.count else { return nil }
            for start in startIndex...(endIndex - word.count)
            where self[start..<(start + word.count)].elementsEqual(word, by: { $0.asSmallLetter == $1 }) {
                return start + word.count
            }
            return nil
        }
    }
}

extension UInt8 {
    var asSmallLetter: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
