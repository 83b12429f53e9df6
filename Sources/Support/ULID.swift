/// A 128-bit id made by this program: 48 bits of Unix milliseconds, then 80 random bits.
///
/// Stored as `BINARY(16)`; written as 26 characters of Crockford's base 32, which is what COUFUN sees as TR_ID and the
/// SNAP agent as CLIENT_KEY. Not a secret: the time part can be guessed.
package struct ULID: Sendable, Hashable, Comparable {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        (self.high, self.low) = (high, low)
    }

    /// A new id for this moment. `milliseconds` since 1970, from the caller's clock.
    package init(milliseconds: UInt64, random: inout some RandomNumberGenerator) {
        high = milliseconds << 16 | UInt64(UInt16.random(in: .min ... .max, using: &random))
        low = UInt64.random(in: .min ... .max, using: &random)
    }

    /// Big-endian: byte order is the order of time.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    package static func < (a: ULID, b: ULID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

extension ULID: LosslessStringConvertible {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    package var description: String {
        var text = [UInt8](repeating: 0, count: 26)
        var (high, low) = (high, low)
        for index in stride(from: 25, through: 0, by: -1) {
            text[index] = Self.alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Accepts small letters; refuses anything that is not 26 characters of the alphabet or exceeds 128 bits.
    package init?(_ description: String) {
        guard description.utf8.count == 26 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for (index, character) in description.uppercased().utf8.enumerated() {
            guard let digit = Self.alphabet.firstIndex(of: character), index > 0 || digit < 8 else { return nil }
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(digit)
        }
        self.init(high: high, low: low)
    }
}
