/// A text made safe to set: no control characters, no direction tricks, line ends only where lines are wanted.
package struct PrintableText: Sendable, Hashable {
    package let text: String

    /// `lines`: whether a line end stays a line end, or becomes a space.
    package init(_ raw: String, lines: Bool) {
        guard !raw.unicodeScalars.allSatisfy(Self.isOrdinary) || raw.last == " " else {
            text = raw  // nearly every name and sentence; what follows costs more than drawing the letters
            return
        }
        var text = ""
        text.reserveCapacity(raw.utf8.count)
        var ended = false
        for character in raw {
            if character.isNewline {
                // U+2028 ends a line inside one paragraph; Pango counts the allowed lines for each paragraph apart.
                if !ended && !text.isEmpty { text.append(lines ? "\u{2028}" : " ") }
                ended = true
                continue
            }
            ended = false
            guard let first = character.unicodeScalars.first else { continue }
            if first == "\t" || first == "\u{A0}" || first == "\u{3000}" {
                text.append(" ")
            } else if character.unicodeScalars.count == 1 {
                if Self.isPrintable(first) { text.append(character) }
            } else {
                // A joiner or variation selector inside a character belongs to it (emoji families, old Hangul).
                text.unicodeScalars.append(
                    contentsOf: character.unicodeScalars.filter { Self.isPrintable($0) || Self.joins($0) })
            }
        }
        while text.last == " " || text.last == "\u{2028}" { text.removeLast() }
        self.text = text
    }

    /// Words stay whole at line ends, as Korean is read best: Unicode would let a line end after any syllable.
    package var keepingWords: String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0xAC00 && $0.value <= 0xD7A3 }) else { return text }
        var kept = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let previous, Self.isHangul(previous), Self.isHangul(scalar) { kept.append("\u{2060}") }
            kept.append(scalar)
            previous = scalar
        }
        return String(kept)
    }

    /// Printable ASCII and Hangul syllables: nothing to clean.
    private static func isOrdinary(_ scalar: Unicode.Scalar) -> Bool {
        (0x20...0x7E).contains(scalar.value) || isHangul(scalar)
    }

    private static func isHangul(_ scalar: Unicode.Scalar) -> Bool { (0xAC00...0xD7A3).contains(scalar.value) }

    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value) || (0xE0020...0xE007F).contains(scalar.value)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
