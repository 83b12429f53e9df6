/// What fills an area: one colour, or two that run into each other.
package enum Paint: Sendable, Hashable {
    case solid(Color)
    /// `angle` in degrees: 0 runs from left to right, 90 from top to bottom.
    case gradient(from: Color, to: Color, angle: Double)
}

/// `"#FFFFFF"`, or `{"from": "#FFFFFF", "to": "#EEEEEE", "angle": 90}`.
extension Paint: Codable {
    private enum Key: String, CodingKey { case from, to, angle }

    package init(from decoder: any Decoder) throws {
        if let value = try? decoder.singleValueContainer().decode(Color.self) {
            // A paint is either form; what is neither fails below with the error of the longer one.
            self = .solid(value)
            return
        }
        let container = try decoder.container(keyedBy: Key.self)
        self = .gradient(
            from: try container.decode(Color.self, forKey: .from), to: try container.decode(Color.self, forKey: .to),
            angle: try container.decodeIfPresent(Double.self, forKey: .angle) ?? 90)
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .solid(let color):
            var container = encoder.singleValueContainer()
            try container.encode(color)
        case .gradient(let from, let to, let angle):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(from, forKey: .from)
            try container.encode(to, forKey: .to)
            try container.encode(angle, forKey: .angle)
        }
    }
}
