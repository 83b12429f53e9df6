import Foundation

/// Text that people typed, copied or exported, read as they see it. The one reading for names, events, titles, messages,
/// reasons, notes and search words; what is checked, counted, compared and kept is what comes out here.
extension String {
    /// One line: composed, runs of white space and control characters are one blank, nothing around it, nothing unseen.
    package var tidied: String {
        isTidy ? self : Self.seen(unicodeScalars, asLines: false)
    }

    /// The same for several lines: each ends with `\n`, blanks stay as many as they are, control characters stay to be
    /// refused (``ControlSign``).
    package var tidiedLines: String {
        utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A } ? self : Self.seen(unicodeScalars, asLines: true)
    }

    /// ``tidied``; nil when nothing is left.
    package var filled: String? {
        let text = tidied
        return text.isEmpty ? nil : text
    }

    /// Hangul and accents put together as one types them (NFC); a Mac takes them apart.
    package var composed: String {
        unicodeScalars.contains(where: \.mayCompose) ? precomposedStringWithCanonicalMapping : self
    }

    /// Holds no control characters and no line breaks but around it: nothing that could forge a log line.
    package var isPlainLine: Bool {
        trimmingCharacters(in: .whitespacesAndNewlines).unicodeScalars.allSatisfy { !$0.isControl && !$0.isLineEnd }
    }

    /// Without white space around it.
    package var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    private static func seen(_ text: String.UnicodeScalarView, asLines: Bool) -> String {
        let scalars = Array(text)
        var kept = String.UnicodeScalarView()
        var blank = false
        for (index, scalar) in scalars.enumerated() {
            if scalar.isUnseen {
                if scalars.isPartOfEmoji(at: index) { kept.append(scalar) }
            } else if asLines {
                if let sign = line(scalar, after: index > 0 ? scalars[index - 1] : nil) { kept.append(sign) }
            } else if scalar.isBlank || scalar.isLineEnd || scalar.isControl {
                blank = !kept.isEmpty
            } else {
                if blank { kept.append(" ") }
                blank = false
                kept.append(scalar)
            }
        }
        return String(kept).composed
    }

    /// nil for the second half of `\r\n`.
    private static func line(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0A: previous?.value == 0x0D ? nil : "\n"
        case 0x0D, 0x85, 0x2028, 0x2029: "\n"
        case 0x09, 0x0B, 0x0C: scalar
        default: scalar.isBlank ? " " : scalar
        }
    }

    /// The ordinary case, seen from the bytes alone: ASCII, Hangul and Hanja with single blanks between.
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
        return previous != 0x20 || utf8.isEmpty
    }
}

extension Unicode.Scalar {
    /// Whether composing can change it or its neighbour.
    fileprivate var mayCompose: Bool {
        switch value {
        case 0..<0x300, 0x2010...0x206F, 0x2190...0x22FF, 0x3000...0x3098, 0x3105...0x9FFF, 0xAC00...0xD7A3,
            0xFF00...0xFFEF,
            0x1F000...0x1FFFF:
            false
        default: true
        }
    }
}
