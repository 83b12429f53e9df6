import ArgumentParser

/// Makes decisions repeatable: the same seed and the same words always give the same number.
///
/// Decisions hang on *what* they are about (a TR_ID, a phone number, an attempt), never on the order in which calls
/// arrive, so that two runs with other timing still see the same vendor.
package struct Seed: Sendable, Equatable, Codable {
    package let value: UInt64

    package init(_ value: UInt64) { self.value = value }

    /// 64 well mixed bits: FNV-1a over the words, then the finaliser of SplitMix64 (both public domain).
    package func number(_ words: [String]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ value
        for word in words {
            for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3  // a border, so that "a","bc" differs from "ab","c"
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 31)
    }

    package func number(_ words: String...) -> UInt64 { number(words) }

    /// A share between 0 (included) and 1 (excluded).
    package func share(_ words: String...) -> Double { Double(number(words) >> 11) / 9_007_199_254_740_992 }
}

extension Seed: ExpressibleByArgument {
    package init?(argument: String) {
        guard let value = UInt64(argument) else { return nil }
        self.init(value)
    }

    package var defaultValueDescription: String { String(value) }
}
