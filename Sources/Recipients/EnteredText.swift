import Foundation

extension String {
    /// Without the white space, marks and control characters that copying brings along; Hangul put together as one
    /// types it (a Mac takes it apart).
    var tidied: String {
        if utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return self }
        let words = split { $0.isWhitespace || $0.isInvisible }
        let text = words.joined(separator: " ")
        return text.unicodeScalars.contains { (0x1100...0x11FF).contains($0.value) }
            ? text.precomposedStringWithCanonicalMapping : text
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
