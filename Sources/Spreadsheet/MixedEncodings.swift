/// Text in which pieces of UTF-8 stand beside others: two files joined, or a line pasted into a file.
///
/// Nearly every two bytes are some syllable in CP949, so that `민수` in UTF-8 would become `誘쇱닔` and go to a phone. In true
/// CP949 no run of Korean letters is also UTF-8 with Hangul in it: that begins with EA to ED, where CP949 has only Hanja.
enum MixedEncodings {
    /// The line, from 1, of the first run of letters that is of another kind than the first; nil when all are alike or none
    /// is UTF-8.
    static func firstRow(in bytes: ArraySlice<UInt8>) -> Int? {
        var (row, start, first): (Int, Int?, Bool?) = (1, nil, nil)
        for index in bytes.indices {
            let byte = bytes[index]
            if byte >= 0x80 {
                start = start ?? index
                continue
            }
            if let begin = start {
                let isUTF8 = isHangul(bytes[begin..<index])
                if let first, first != isUTF8 { return row }
                (start, first) = (nil, isUTF8)
            }
            if byte == 0x0A || byte == 0x0D && (index + 1 == bytes.endIndex || bytes[index + 1] != 0x0A) { row += 1 }
        }
        guard let begin = start, let first else { return nil }
        return first == isHangul(bytes[begin...]) ? nil : row
    }

    /// The same for UTF-16 with a file of single bytes joined to it: that has hundreds of bytes without a zero.
    static func firstRow(inUTF16 bytes: ArraySlice<UInt8>) -> Int? {
        var (row, rowAtZero, sinceZero) = (1, 1, 0)
        for byte in bytes {
            if byte == 0x0A { row += 1 }
            sinceZero += 1
            if byte == 0 { (rowAtZero, sinceZero) = (row, 0) }
            if sinceZero > longestWithoutZero { return rowAtZero }
        }
        return nil
    }

    /// In bytes: two hundred letters without a blank, digit or sign between them.
    private static let longestWithoutZero = 400

    /// Whole UTF-8 with at least one syllable.
    private static func isHangul(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.contains(where: { (0xEA...0xED).contains($0) }) else { return false }
        return String(validating: run, as: UTF8.self)?.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
            ?? false
    }
}
