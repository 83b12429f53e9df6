/// An outline written like an SVG path with the absolute commands M, L, C and Z, in a square of 100 × 100.
package struct VectorPath: Sendable, Hashable {
    enum Command: UInt8 {
        case move = 0x4D
        case line = 0x4C
        case curve = 0x43
        case close = 0x5A

        var pointCount: Int {
            switch self {
            case .move, .line: 1
            case .curve: 3
            case .close: 0
            }
        }
    }

    struct Point: Hashable { let x, y: Double }

    struct Segment: Hashable {
        let command: Command
        let points: [Point]
    }

    package let text: String
    let segments: [Segment]

    /// Nil when the text is not such a path, does not begin with M or has more than 400 segments.
    package init?(_ text: String) {
        var segments: [Segment] = []
        var words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\n" })[...]
        while let word = words.popFirst() {
            guard word.utf8.count == 1, let letter = word.utf8.first, let command = Command(rawValue: letter),
                words.count >= command.pointCount * 2, segments.count < 400,
                !segments.isEmpty || command == .move
            else { return nil }
            var points: [Point] = []
            for _ in 0..<command.pointCount {
                guard let x = Double(words.removeFirst()), let y = Double(words.removeFirst()),
                    abs(x) < 1000, abs(y) < 1000
                else { return nil }
                points.append(Point(x: x, y: y))
            }
            segments.append(Segment(command: command, points: points))
        }
        guard !segments.isEmpty else { return nil }
        (self.text, self.segments) = (text, segments)
    }
}
