/// A Korean mobile number, digits only: `01012345678`.
///
/// 010 with eight further digits, or 011, 016, 017, 018, 019 with seven or eight (docs/sources.md §3.3). Texts are read
/// by ``EnteredPhone``; what is no mobile number is refused there, once, so no other code checks one again.
package struct PhoneNumber: Sendable, Hashable {
    package let digits: String

    package init(_ text: String) throws(InvalidPhoneNumber) { self = try EnteredPhone(text).phone }

    /// `digits` as they are, without separators and with their zero.
    init(digits: String) throws(InvalidPhoneNumber) {
        let count = digits.utf8.count
        let lengths: ClosedRange<Int>
        switch digits.prefix(3) {
        case "010": lengths = 11...11
        case "011", "016", "017", "018", "019": lengths = 10...11
        default: throw count >= 18 ? .several : digits.hasPrefix("050") ? .safetyNumber : .notMobile
        }
        guard count < 18 else { throw .several }
        guard count >= lengths.lowerBound else { throw .tooShort(digits: count) }
        guard count <= lengths.upperBound else { throw .tooLong(digits: count) }
        self.digits = digits
    }

    /// The two ordinary ways of writing, read without detours: a list has 20,000. `01012345678`, `010-1234-5678`.
    init?(ordinary text: String) {
        let bytes = text.utf8
        guard bytes.starts(with: "010".utf8), bytes.count == 11 || bytes.count == 13 else { return nil }
        var digits = ""
        digits.reserveCapacity(11)
        for (index, byte) in bytes.enumerated() {
            if byte.isDigit {
                digits.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                guard byte == 0x2D, bytes.count == 13, index == 3 || index == 8 else { return nil }
            }
        }
        guard digits.utf8.count == 11 else { return nil }
        self.digits = digits
    }

    /// For pages and logs: `010-****-5678`.
    package var masked: String { "\(digits.prefix(3))-****-\(digits.suffix(4))" }

    /// As people write it: `010-1234-5678`.
    package var hyphenated: String {
        "\(digits.prefix(3))-\(digits.dropFirst(3).dropLast(4))-\(digits.suffix(4))"
    }

    package var lastFour: String { String(digits.suffix(4)) }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible {
    /// Masked, so that a number interpolated into a log line by accident does not leak.
    package var description: String { masked }
    package var debugDescription: String { masked }
}
