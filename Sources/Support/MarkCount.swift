/// Counts the marks that follow each other in a text, letter by letter.
///
/// To compare or normalise a text, a run of marks is put into canonical order: work that grows with the square of its
/// length. Unicode calls a text stream-safe that has at most thirty in a row, far above what any language writes
/// (UAX #15, Stream-Safe Text Format).
package struct MarkCount: Sendable {
    package static let most = 30
    private var inARow = 0

    package init() {}

    /// Takes the next scalar value of a text; false when it is a mark too many. What is no scalar counts as a letter.
    package mutating func allows(_ value: UInt32) -> Bool {
        guard value >= 0x300, let scalar = Unicode.Scalar(value),
            scalar.properties.canonicalCombiningClass != .notReordered
        else {
            inARow = 0
            return true
        }
        inARow += 1
        return inARow <= Self.most
    }
}

extension String {
    /// No letter has more marks than a language writes: the text can be compared and normalised in linear time.
    package var isStreamSafe: Bool {
        var marks = MarkCount()
        return unicodeScalars.allSatisfy { marks.allows($0.value) }
    }
}
