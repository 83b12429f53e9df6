import Foundation

extension String {
    /// Without the white space, marks and control characters that copying brings along; Hangul put together as one
    /// types it (a Mac takes it apart).
    var tidied: String {
        if isTidy { return self }
        let words = split { $0.isWhitespace || $0.isInvisible }
        let text = words.joined(separator: " ")
        return text.unicodeScalars.contains { (0x1100...0x11FF).contains($0.value) }
            ? text.precomposedStringWithCanonicalMapping : text
    }
}

extension String {
    /// The ordinary case, seen from the bytes alone: ASCII, Hangul and Hanja with single spaces between.
    private var isTidy: Bool {
        var previous: UInt8 = 0x20
        for byte in utf8 {
            switch byte {
            case 0x21...0x7E, 0x80...0xBF, 0xE4...0xED: break
            case 0x20 where previous != 0x20: break
            default: return false
            }
            previous = byte
        }
        return previous != 0x20
    }
}

extension Character {
    /// Control characters, zero-width space and joiner marks, the byte order mark.
    fileprivate var isInvisible: Bool {
        unicodeScalars.allSatisfy {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || (0x200B...0x200F).contains($0.value)
                || $0.value == 0xFEFF || $0.value == 0x2060
        }
    }
}
