import ArgumentParser

/// A duration on the command line: `200ms`, `2s`, `10m`, `3h`, `2d`; a bare number is milliseconds.
package struct DurationOption: Sendable, Equatable, ExpressibleByArgument {
    package let duration: Duration

    package init(_ duration: Duration) { self.duration = duration }

    package init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number >= 0, number.isFinite else { return nil }
        let milliseconds: Double? =
            switch argument.dropFirst(digits.count) {
            case "ms", "": number
            case "s": number * 1_000
            case "m": number * 60_000
            case "h": number * 3_600_000
            case "d": number * 86_400_000
            default: nil
            }
        guard let milliseconds, milliseconds < 1e15 else { return nil }
        duration = .milliseconds(Int64(milliseconds))
    }

    package var defaultValueDescription: String { "\(duration.inMilliseconds)ms" }
}

extension Duration {
    package var inMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
