import Support

/// How vCard 2.1, which Android writes, puts Hangul into ASCII (RFC 2045, 6.7): `=EA=B9=80`.
enum QuotedPrintable {
    /// Whether a property's parameters say so: `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE`.
    static func isOne(_ property: String) -> Bool { property.contains("QUOTED-PRINTABLE") }

    /// The lines, tidied, with those together that a `=` at the end divides.
    static func joiningLines(_ text: String) -> [(offset: Int, line: String)] {
        var joined: [(offset: Int, line: String)] = []
        var isOpen = false
        for (offset, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(line).tidied
            if isOpen, !joined.isEmpty {
                joined[joined.count - 1].line += line
            } else {
                joined.append((offset, line))
                isOpen = line.firstIndex(of: ":").map { isOne(line[..<$0].uppercased()) } ?? false
            }
            isOpen = isOpen && line.hasSuffix("=")
            if isOpen { joined[joined.count - 1].line.removeLast() }
        }
        return joined
    }

    /// nil when the bytes are no text, in UTF-8 or in CP949.
    static func decode(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            let code = rest.prefix(2)
            guard code.count == 2, code.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
                let value = UInt8(String(decoding: code, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return (String(validating: bytes, as: UTF8.self) ?? CP949.decode(bytes)).map(\.tidied)
    }
}
