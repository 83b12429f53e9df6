/// A finished card: a baseline JPEG of at most 300 KB whose barcode has been read back.
package struct CardImage: Sendable {
    /// The carriers count 300 KB a file; the smaller reading of it is kept (docs/sources.md §1.6).
    package static let maxBytes = 300_000

    package let bytes: [UInt8]
    package let width: Int
    package let height: Int
    /// JPEG quality, 1–100.
    package let quality: Int
    /// Why the plain template was used instead of the chosen one; someone should be told.
    package let fallback: CardError?
    package let timing: CardTiming

    package init(
        bytes: [UInt8], width: Int, height: Int, quality: Int, fallback: CardError? = nil, timing: CardTiming
    ) {
        (self.bytes, self.width, self.height, self.quality) = (bytes, width, height, quality)
        (self.fallback, self.timing) = (fallback, timing)
    }
}

/// How long each part of making a card took, for metrics and measurements.
package struct CardTiming: Sendable, Equatable {
    package var drawing = Duration.zero
    package var encoding = Duration.zero
    /// Decoding the finished JPEG and reading its barcode.
    package var reading = Duration.zero
}

/// The time since the last look.
struct Stopwatch {
    private var last = ContinuousClock.now

    mutating func lap() -> Duration {
        let now = ContinuousClock.now
        defer { last = now }
        return now - last
    }
}

extension CardImage: CustomStringConvertible {
    package var description: String { "CardImage(\(width)×\(height), \(bytes.count) bytes, quality \(quality))" }
}
