/// An sRGB colour, written `#1A2B3C` or with opacity `#1A2B3CCC`.
package struct Color: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8
    package let alpha: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
    }

    /// For colours in code: `Color(0x1A2B3C)`.
    package init(_ rgb: UInt32, alpha: UInt8 = 255) {
        self.init(
            red: UInt8(rgb >> 16 & 255), green: UInt8(rgb >> 8 & 255), blue: UInt8(rgb & 255), alpha: alpha)
    }

    package static let white = Color(0xFFFFFF)
    package static let black = Color(0x000000)

    package func opacity(_ share: Double) -> Color {
        Color(red: red, green: green, blue: blue, alpha: UInt8(max(0, min(255, (Double(alpha) * share).rounded()))))
    }
}

extension Color: LosslessStringConvertible {
    package init?(_ description: String) {
        let digits = description.utf8
        guard digits.first == 0x23, digits.count == 7 || digits.count == 9,
            digits.dropFirst().allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
            let value = UInt32(description.dropFirst(), radix: 16)
        else { return nil }
        if digits.count == 7 {
            self.init(value)
        } else {
            self.init(value >> 8, alpha: UInt8(value & 255))
        }
    }

    package var description: String {
        let values = alpha == 255 ? [red, green, blue] : [red, green, blue, alpha]
        return values.reduce("#") { text, value in
            text + (value < 16 ? "0" : "") + String(value, radix: 16, uppercase: true)
        }
    }
}

extension Color: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let color = Color(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a colour such as #1A2B3C"))
        }
        self = color
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
