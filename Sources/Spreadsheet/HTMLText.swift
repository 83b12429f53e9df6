/// Text of a web page as a person sees it.
enum HTMLText {
    /// Entities undone.
    static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            if byte == UInt8(ascii: "&"), let (text, count) = entity(rest) {
                result += Array(text.utf8)
                rest = rest.dropFirst(count)
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `&amp;`, `&#44032;`, `&#xAC00;`. nil for what is none.
    private static func entity(_ bytes: ArraySlice<UInt8>) -> (text: String, count: Int)? {
        let word = bytes.dropFirst().prefix(10).prefix { $0 != UInt8(ascii: ";") && $0 > 0x20 && $0 < 0x80 }
        let isClosed = word.endIndex < bytes.endIndex && bytes[word.endIndex] == UInt8(ascii: ";")
        let name = String(decoding: word, as: UTF8.self)
        let count = 1 + word.count + (isClosed ? 1 : 0)
        guard name.hasPrefix("#") else {
            guard isClosed, let text = named[name] else { return nil }
            return (text, count)
        }
        let isHexadecimal = name.dropFirst().first?.lowercased() == "x"
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard isClosed, let code = UInt32(digits, radix: isHexadecimal ? 16 : 10),
            code >= 0x20 || code == 9 || code == 10,
            let scalar = UnicodeScalar(code)
        else { return nil }
        return (String(Character(scalar)), count)
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "middot": "·", "hellip": "…",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "copy": "©", "reg": "®",
        "zwnj": "", "zwj": "", "shy": "", "ensp": " ", "emsp": " ", "thinsp": " ", "bull": "•", "times": "×",
    ]
}
