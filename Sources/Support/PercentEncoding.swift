/// `%EA%B0%80`: the one decoder of addresses, query strings and forms.
package enum PercentEncoding {
    /// nil when a `%` is not followed by two hexadecimal digits, or what comes out is no text.
    package static func decode(_ text: some StringProtocol) -> String? {
        bytes(text, plusIsBlank: false, strict: true).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// A name or value of a query or form: `+` is a blank. A `%` that begins nothing is meant as it stands.
    package static func decode(form text: some StringProtocol) -> String {
        String(decoding: bytes(text, plusIsBlank: true, strict: false) ?? [], as: UTF8.self)
    }

    private static func bytes(_ text: some StringProtocol, plusIsBlank: Bool, strict: Bool) -> [UInt8]? {
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            index += 1
            switch byte {
            case UInt8(ascii: "%"):
                if index + 1 < source.count, let high = nibble(source[index]), let low = nibble(source[index + 1]) {
                    bytes.append(high << 4 | low)
                    index += 2
                } else if strict {
                    return nil
                } else {
                    bytes.append(byte)
                }
            case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
