extension Unicode.Scalar {
    /// Shown as nothing by every program: marks for direction and joining, soft hyphens, byte order marks, variation
    /// selectors, Hangul fillers, tags (Unicode's Default_Ignorable_Code_Point) and marks of annotations.
    var isUnseen: Bool {
        switch value {
        case 0..<0xAD, 0x4E00...0x9FFF, 0xAC00...0xD7A3: false  // most of all text, without asking the tables
        case 0xFFF9...0xFFFB: true
        default: properties.isDefaultIgnorableCodePoint
        }
    }

    /// A blank of any width; the empty braille pattern looks like one.
    var isBlank: Bool { properties.isWhitespace || value == 0x2800 }

    /// Ends a line on paper.
    var isLineEnd: Bool { (0x0A...0x0D).contains(value) || value == 0x85 || value == 0x2028 || value == 0x2029 }

    /// NUL, ESC … : nothing a person types. Line ends and tabs are not meant.
    var isControl: Bool {
        properties.generalCategory == .control && value != 0x09 && value != 0x0A && value != 0x0D && value != 0x85
    }
}

extension Array<Unicode.Scalar> {
    /// Whether an unseen sign holds an emoji together or chooses its look: 👨‍👩‍👧, ❤️, 1️⃣, 🏴󠁧󠁢󠁥󠁮󠁧󠁿.
    func isPartOfEmoji(at index: Int) -> Bool {
        guard index > 0 else { return false }
        let (before, after) = (self[index - 1], index + 1 < count ? self[index + 1] : nil)
        return switch self[index].value {
        case 0x200D: (before.isPicture || before.value == 0xFE0F) && (after?.isPicture ?? false)
        case 0xFE0E, 0xFE0F: before.isPicture || after?.value == 0x20E3
        case 0xE0020...0xE007F: before.value == 0x1F3F4 || (0xE0020...0xE007F).contains(before.value)
        default: false
        }
    }
}

extension Unicode.Scalar {
    /// An emoji, not one of the digits and signs that count as such; skin tones are emoji, too.
    fileprivate var isPicture: Bool { value > 0xA0 && properties.isEmoji }
}
