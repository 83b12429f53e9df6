import Support

/// Finds out in what encoding a Korean office wrote a text file. A byte order mark decides; otherwise text that is
/// valid UTF-8 is UTF-8 and the rest must be CP949, which Korean Excel writes under "CSV (쉼표로 분리)".
enum TextEncoding {
    /// The text as UTF-8 without byte order marks, also those that joining files leaves in the middle, and without the NULs
    /// and the old mark of the end (1A) with which some programs fill up a field or block.
    static func utf8(of file: ArraySlice<UInt8>) throws(SheetError) -> [UInt8] {
        if file.starts(with: [0xFF, 0xFE]) { return tidied(try utf16(file.dropFirst(2), isBigEndian: false)) }
        if file.starts(with: [0xFE, 0xFF]) { return tidied(try utf16(file.dropFirst(2), isBigEndian: true)) }
        var bytes = file[..<(file.lastIndex { $0 != 0 && $0 != 0x1A }.map { $0 + 1 } ?? file.startIndex)]
        let zeros = bytes.count { $0 == 0 }
        // A list in UTF-16 has one beside every digit, delimiter and line end.
        if zeros * 20 > bytes.count { return tidied(try unmarkedUTF16(file)) }
        if zeros > 0 { bytes = bytes.filter { $0 != 0 }[...] }
        // A mark in front of what is no UTF-8 was put there by mistake.
        while bytes.starts(with: mark) { bytes = bytes.dropFirst(mark.count) }
        if String(validating: bytes, as: UTF8.self) != nil { return tidied(Array(bytes)) }
        if let row = MixedEncodings.firstRow(in: bytes) { throw .mixedEncodings(row: row) }
        guard let text = CP949.decodeUTF8(Array(bytes)) else { throw .unknownEncoding }
        return text
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func tidied(_ text: [UInt8]) -> [UInt8] {
        var text = text
        while let last = text.last, last == 0 || last == 0x1A { text.removeLast() }
        guard text.contains(mark[0]) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == mark[0], text[index...].starts(with: mark) {
                index += 3
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    /// Digits and delimiters in UTF-16 have their zero on one side, a syllable such as 가 on the other; in a binary file
    /// zeros are everywhere.
    private static func unmarkedUTF16(_ bytes: ArraySlice<UInt8>) throws(SheetError) -> [UInt8] {
        var zeros = [0, 0]
        for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        guard max(zeros[0], zeros[1]) >= 3 * min(zeros[0], zeros[1]) else { throw .notASpreadsheet }
        let text = try utf16(bytes, isBigEndian: zeros[0] > zeros[1])
        guard text.allSatisfy({ $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }) else { throw .notASpreadsheet }
        return text
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(SheetError) -> [UInt8] {
        // A single byte at the end is left over from cutting or filling.
        let whole = bytes.dropLast(bytes.count % 2)
        if let row = MixedEncodings.firstRow(inUTF16: whole) { throw .mixedEncodings(row: row) }
        let (high, low) = isBigEndian ? (0, 1) : (1, 0)
        var units: [UInt16] = []
        units.reserveCapacity(whole.count / 2)
        for index in stride(from: whole.startIndex, to: whole.endIndex, by: 2) {
            units.append(UInt16(whole[index + high]) << 8 | UInt16(whole[index + low]))
        }
        while let last = units.last, last == 0 || last == 0x1A { units.removeLast() }
        guard let text = String(validating: units, as: UTF16.self) else { throw .unknownEncoding }
        let result = Array(text.utf8)
        guard !result.contains(0) else { throw .notASpreadsheet }
        return result
    }
}
