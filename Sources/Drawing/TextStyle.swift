/// How a text is set.
package struct TextStyle: Sendable, Hashable, Codable {
    package enum Weight: String, Sendable, Codable, CaseIterable { case regular, bold }
    package enum Alignment: String, Sendable, Codable, CaseIterable { case left, center, right }
    package enum Position: String, Sendable, Codable, CaseIterable { case top, middle, bottom }

    /// Height of the font in pixels.
    package var size: Int
    /// A text that does not fit is set smaller, down to this size, before it is cut with an ellipsis.
    package var smallest: Int?
    package var weight: Weight
    package var color: Color
    package var alignment: Alignment
    package var position: Position
    /// At most so many lines; the last ends in an ellipsis when the text goes on.
    package var lines: Int
    /// Height of a line as a multiple of the font's own.
    package var leading: Double
    /// Pixels added after each letter.
    package var tracking: Double
    /// Lines of about equal length, no last word alone. Costs a few more settings: for words that are set once.
    package var balanced: Bool

    package init(
        size: Int, smallest: Int? = nil, weight: Weight = .regular, color: Color, alignment: Alignment = .left,
        position: Position = .top, lines: Int = 1, leading: Double = 1, tracking: Double = 0,
        balanced: Bool = false
    ) {
        (self.size, self.smallest, self.weight, self.color) = (size, smallest, weight, color)
        (self.alignment, self.position, self.lines) = (alignment, position, lines)
        (self.leading, self.tracking, self.balanced) = (leading, tracking, balanced)
    }
}

/// Everything but size, colour and weight may be left out.
extension TextStyle {
    private enum Key: String, CodingKey {
        case size, smallest, weight, color, alignment, position, lines, leading, tracking, balanced
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            size: try values.decode(Int.self, forKey: .size),
            smallest: try values.decodeIfPresent(Int.self, forKey: .smallest),
            weight: try values.decodeIfPresent(Weight.self, forKey: .weight) ?? .regular,
            color: try values.decode(Color.self, forKey: .color),
            alignment: try values.decodeIfPresent(Alignment.self, forKey: .alignment) ?? .left,
            position: try values.decodeIfPresent(Position.self, forKey: .position) ?? .top,
            lines: try values.decodeIfPresent(Int.self, forKey: .lines) ?? 1,
            leading: try values.decodeIfPresent(Double.self, forKey: .leading) ?? 1,
            tracking: try values.decodeIfPresent(Double.self, forKey: .tracking) ?? 0,
            balanced: try values.decodeIfPresent(Bool.self, forKey: .balanced) ?? false)
    }
}
