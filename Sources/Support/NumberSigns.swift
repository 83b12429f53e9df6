/// A written number in plain signs: every script's digits as 0–9, every dash, slash and bracket as `-`, dots as `.`,
/// commas as `,`, blanks of any width as a blank; what is unseen is gone. Letters are `x`; `E` stays for
/// Excel's sake, `t` and `l` for `tel:`.
package struct NumberSigns {
    private(set) var bytes: [UInt8] = []
    /// More stands behind ``bytes``, which may be another number.
    private(set) var isCut = false

    /// Longer than any way of writing one number, or two.
    static let longest = 120
    /// More blanks than that part two numbers as well as any.
    private static let mostBlanks = 4

    init(_ text: String) {
        var blanks = 0
        for scalar in text.unicodeScalars where !scalar.isUnseen {
            let sign = Self.plain(scalar)
            guard sign != Self.blank else {
                blanks += 1
                continue
            }
            guard bytes.count < Self.longest else {
                isCut = true
                break
            }
            bytes += Array(repeating: Self.blank, count: min(blanks, Self.mostBlanks))
            bytes.append(sign)
            blanks = 0
        }
        dropMarks()
    }

    /// Blanks around it; `'` and `=` in front, with which Excel is told that this is text; `tel:` of a link.
    private mutating func dropMarks() {
        bytes = Array(bytes.drop { $0 == Self.blank || $0 == Self.quote || $0 == UInt8(ascii: "=") })
        while let last = bytes.last, last == Self.blank || last == Self.quote { bytes.removeLast() }
        if bytes.starts(with: "tEl:".utf8) { bytes.removeFirst(4) }
    }

    package static func plain(_ scalar: Unicode.Scalar) -> UInt8 {
        switch scalar.value {
        case 0x30...0x39: return UInt8(scalar.value)
        case 0x2D, 0x28, 0x29, 0x5B, 0x5D, 0x2F, 0x5F, 0x7E, 0x3B, 0x7C, 0x0A...0x0D, 0x85, 0x2028, 0x2029: return dash
        case 0x20, 0x09: return blank
        case 0x22, 0x27: return quote
        case 0x2B, 0x2C, 0x2E, 0x3A, 0x3D: return UInt8(scalar.value)
        case 0x45, 0x65: return UInt8(ascii: "E")
        case 0x54, 0x74: return UInt8(ascii: "t")
        case 0x4C, 0x6C: return UInt8(ascii: "l")
        case 0x21...0x7E: return letter
        case 0xFF0B, 0xFE62, 0x207A: return UInt8(ascii: "+")
        case 0xFF0C, 0x3001, 0xFE50, 0xFF64: return UInt8(ascii: ",")
        case 0xFF0E, 0xFE52, 0x3002, 0xFF61, 0x2024: return UInt8(ascii: ".")
        case 0x2018, 0x2019, 0x201C, 0x201D, 0x60, 0xB4: return quote
        default: return rare(scalar)
        }
    }

    private static func rare(_ scalar: Unicode.Scalar) -> UInt8 {
        if dashes.contains(scalar.value) { return dash }
        if scalar.isBlank { return blank }
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation: return dash
        case .decimalNumber:
            guard let value = scalar.properties.numericValue, (0...9).contains(value) else { return letter }
            return 0x30 + UInt8(value)
        default: return letter
        }
    }

    /// Used as dashes without being such by Unicode: minus signs, long vowel marks, the Korean vowel ㅡ, box lines, middle
    /// dots, slashes, wave dashes.
    private static let dashes: Set<UInt32> = [
        0x2212, 0x2043, 0x207B, 0x208B, 0x3161, 0x1173, 0xFFDA, 0x30FC, 0xFF70, 0x2500, 0x2501, 0x00AF, 0x02D7, 0x2796,
        0xFFE3,
        0x00B7, 0x30FB, 0xFF65, 0x2022, 0x2027, 0x2219, 0x22C5, 0x0387, 0x318D, 0x119E, 0x25CF,
        0x2044, 0x2215, 0xFF0F, 0x301C, 0xFF5E, 0x223C, 0x02DC, 0xFF1B, 0xFF5C,
    ]

    package static let blank = UInt8(ascii: " ")
    package static let dash = UInt8(ascii: "-")
    static let letter = UInt8(ascii: "x")
    private static let quote = UInt8(ascii: "\"")
}

extension UInt8 {
    package var isDigit: Bool { (0x30...0x39).contains(self) }
}
