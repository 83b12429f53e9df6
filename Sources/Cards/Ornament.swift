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
