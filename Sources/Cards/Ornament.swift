import Drawing

/// Small pictures drawn from shapes, so that no template needs a file.
enum Ornament {
    /// A gift box with a bow.
    static func gift(_ color: Color) -> [CardShape] {
        [
            path("M 6 36 L 94 36 L 94 54 L 6 54 Z", fill: color),
            path("M 12 58 L 46 58 L 46 98 L 12 98 Z", fill: color),
            path("M 54 58 L 88 58 L 88 98 L 54 98 Z", fill: color),
            path(
                "M 50 32 C 30 34 16 26 20 14 C 24 2 44 6 50 32 C 56 6 76 2 80 14 C 84 26 70 34 50 32 Z",
                stroke: Stroke(color: color, width: 7)),
        ]
    }

    static func path(_ text: String, fill: Color? = nil, stroke: Stroke? = nil) -> CardShape {
        guard let path = VectorPath(text) else { preconditionFailure("a path of our own: \(text)") }
        return CardShape(.path(path), fill: fill.map(Paint.solid), stroke: stroke)
    }
}

extension Ornament {
    /// A twig with five leaves.
    static func leaf(_ color: Color) -> [CardShape] {
        [
            path("M 8 94 C 30 70 52 46 92 8", stroke: Stroke(color: color, width: 4)),
            path("M 34 66 C 10 62 6 44 10 30 C 30 32 40 46 34 66 Z", fill: color),
            path("M 54 44 C 34 38 30 20 36 8 C 54 12 62 28 54 44 Z", fill: color),
            path("M 44 56 C 48 78 66 84 80 80 C 80 62 66 52 44 56 Z", fill: color),
            path("M 64 34 C 68 54 84 58 96 54 C 96 38 84 30 64 34 Z", fill: color),
        ]
    }

    /// Twice as high as wide: a balloon and its string.
    static func balloon(_ color: Color) -> [CardShape] {
        [
            path("M 50 62 C 40 72 62 82 50 100", stroke: Stroke(color: .white.opacity(0.8), width: 2)),
            path("M 50 2 C 86 2 98 22 92 38 C 86 52 64 60 50 60 C 36 60 14 52 8 38 C 2 22 14 2 50 2 Z", fill: color),
            path("M 50 59 L 58 65 L 42 65 Z", fill: color),
            path("M 30 12 C 20 16 17 24 19 31", stroke: Stroke(color: .white.opacity(0.75), width: 4)),
        ]
    }

    static func confetti(_ color: Color, turn: Int) -> [CardShape] {
        switch turn {
        case 0: [path("M 10 60 L 60 0 L 95 35 L 45 95 Z", fill: color)]
        case 1: [CardShape(.ellipse, fill: .solid(color))]
        default: [path("M 0 30 C 30 0 60 70 100 40", stroke: Stroke(color: color, width: 3.5))]
        }
    }

    static func mountains(_ color: Color) -> [CardShape] {
        [
            path(
                "M 0 70 C 12 40 18 30 26 34 C 34 38 38 60 46 54 C 56 44 62 8 72 10 C 84 12 90 46 100 40 L 100 100 L 0 100 Z",
                fill: color)
        ]
    }

    /// A cloud as on old Korean paintings: three scrolls on a line.
    static func cloud(_ color: Color) -> [CardShape] {
        [
            path(
                "M 4 84 C 20 84 26 84 36 84 C 14 84 10 50 30 46 C 30 14 66 10 70 40 C 92 36 100 72 76 84 L 98 84",
                stroke: Stroke(color: color, width: 4)),
            path("M 44 58 C 46 44 60 46 58 58 C 56 66 48 64 50 58", stroke: Stroke(color: color, width: 3.5)),
        ]
    }
}
