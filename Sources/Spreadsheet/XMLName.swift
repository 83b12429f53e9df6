/// A name without its prefix (some writers say `<x:row>`), as two machine words: compared thousands of times a file.
///
/// Names longer than sixteen bytes also carry their length and are equal when it and their last sixteen bytes are.
struct XMLName: Hashable {
    private let high: UInt64
    private let low: UInt64
    private let length: Int

    static let none = XMLName("")

    init(_ bytes: some Sequence<UInt8>) {
        var (high, low, length): (UInt64, UInt64, Int) = (0, 0, 0)
        for byte in bytes {
            if byte == 0x3A {
                (high, low, length) = (0, 0, 0)
                continue
            }
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
            length += 1
        }
        (self.high, self.low, self.length) = (high, low, length)
    }

    init(_ text: String) { self.init(text.utf8) }

    /// At most eight ASCII letters packed into a word, for the names that are compared for every cell: needs no set-up.
    init(packed word: UInt64) {
        (high, low, length) = (0, word, 8 - word.leadingZeroBitCount / 8)
    }
}
