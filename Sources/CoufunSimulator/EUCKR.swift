import Glibc

/// Text as an older Korean server writes it: CP949, the superset that everybody calls EUC-KR.
enum EUCKR {
    /// - Returns: nil when a character has no place in CP949.
    static func bytes(_ text: String) -> [UInt8]? {
        guard let converter = iconv_open("CP949", "UTF-8"), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = text.utf8.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let failed = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var from = from.baseAddress
                var to = to.baseAddress
                return Int(bitPattern: UInt(iconv(converter, &from, &inputLeft, &to, &outputLeft))) == -1
            }
        }
        guard !failed, inputLeft == 0 else { return nil }
        return output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }
    }
}
