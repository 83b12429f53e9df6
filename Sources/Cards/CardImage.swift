/// A finished card: a baseline JPEG of at most 300 KB whose barcode has been read back.
package struct CardImage: Sendable, Equatable {
    /// The carriers count 300 KB a file; the smaller reading of it is kept (external-systems.md §1.7).
    package static let maxBytes = 300_000

    package let bytes: [UInt8]
    package let width: Int
    package let height: Int
    /// JPEG quality, 1–100.
    package let quality: Int
    /// Why the plain template was used instead of the chosen one; someone should be told.
    package let fallback: CardError?

    package init(bytes: [UInt8], width: Int, height: Int, quality: Int, fallback: CardError? = nil) {
        (self.bytes, self.width, self.height, self.quality) = (bytes, width, height, quality)
        self.fallback = fallback
    }
}

extension CardImage: CustomStringConvertible {
    package var description: String { "CardImage(\(width)×\(height), \(bytes.count) bytes, quality \(quality))" }
}
