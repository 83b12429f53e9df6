import Support

/// Finds out in what encoding a Korean office wrote a text file. A byte order mark decides; otherwise text that is
/// valid UTF-8 is UTF-8 and the rest must be CP949, which Korean Excel writes under "CSV (쉼표로 분리)".
enum TextEncoding {
    /// The text as UTF-8 without a byte order mark.
    static func utf8(of bytes: [UInt8]) throws(SheetError) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = Array(bytes.dropFirst(3))
            guard isUTF8(rest) else { throw .unknownEncoding }
            return try withoutNUL(rest)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), isBigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), isBigEndian: true) }
        guard !bytes.contains(0) else { return try unmarkedUTF16(bytes) }
        if isUTF8(bytes) { return bytes }
        guard let text = CP949.decodeUTF8(bytes) else { throw .unknownEncoding }
        return text
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// Digits and delimiters in UTF-16 have their zero on one side, a syllable such as 가 on the other; in a binary file
    /// zeros are everywhere.
    private static func unmarkedUTF16(_ bytes: [UInt8]) throws(SheetError) -> [UInt8] {
        var zeros = [0, 0]
        for (index, byte) in bytes.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        guard max(zeros[0], zeros[1]) >= 3 * min(zeros[0], zeros[1]) else { throw .notASpreadsheet }
        let text = try utf16(bytes[...], isBigEndian: zeros[0] > zeros[1])
        guard text.allSatisfy({ $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }) else { throw .notASpreadsheet }
        return text
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(SheetError) -> [UInt8] {
        guard bytes.count.isMultiple(of: 2) else { throw .broken }
        let (high, low) = isBigEndian ? (0, 1) : (1, 0)
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
            units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + low]))
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .unknownEncoding }
        return try withoutNUL(Array(text.utf8))
    }

    private static func withoutNUL(_ bytes: [UInt8]) throws(SheetError) -> [UInt8] {
        guard !bytes.contains(0) else { throw .notASpreadsheet }
        return bytes
    }
}
