/// A Korean mobile number, digits only: `01012345678`.
///
/// 010 with eight further digits, or 011, 016, 017, 018, 019 with seven or eight (external-systems.md §4.5). Hyphens,
/// spaces, dots, brackets, full-width digits and the prefix +82 are accepted on the way in and dropped. Anything else is
/// refused here, once, so no other code checks a phone number again.
package struct PhoneNumber: Sendable, Hashable {
    package let digits: String

    package init(_ text: String) throws(InvalidPhoneNumber) {
        let national = Self.nationalDigits(text)
        guard let national else { throw InvalidPhoneNumber.notDigits }
        let prefix = national.prefix(3)
        switch prefix {
        case "010":
            guard national.count == 11 else { throw InvalidPhoneNumber.wrongLength(digits: national.count) }
        case "011", "016", "017", "018", "019":
            guard (10...11).contains(national.count) else {
                throw InvalidPhoneNumber.wrongLength(digits: national.count)
            }
        default: throw InvalidPhoneNumber.notMobile
        }
        digits = national
    }

    /// For pages and logs: `010-****-5678`.
    package var masked: String { "\(digits.prefix(3))-****-\(digits.suffix(4))" }

    /// As people write it: `010-1234-5678`.
    package var hyphenated: String {
        "\(digits.prefix(3))-\(digits.dropFirst(3).dropLast(4))-\(digits.suffix(4))"
    }

    package var lastFour: String { String(digits.suffix(4)) }

    /// The digits of `text` with +82 turned into a leading 0; nil when it holds anything but digits and separators.
    package static func nationalDigits(_ text: String) -> String? {
        var digits = ""
        var international = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19: digits.append(Character(UnicodeScalar(UInt8(scalar.value - 0xFF10 + 0x30))))
            case 0x2B where digits.isEmpty, 0xFF0B where digits.isEmpty: international = true
            case 0x20, 0x09, 0x0D, 0x0A, 0xA0, 0x3000, 0x2D, 0x2E, 0x28, 0x29, 0x2F, 0xB7, 0x2010...0x2015, 0x2212,
                0xFF0D,
                0xFEFF, 0x200B:
                continue
            default: return nil
            }
        }
        guard !digits.isEmpty else { return nil }
        if international || (digits.hasPrefix("82") && digits.count >= 11) {
            guard digits.hasPrefix("82") else { return nil }
            let rest = digits.dropFirst(2)
            return rest.hasPrefix("0") ? String(rest) : "0" + rest
        }
        return digits
    }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible {
    /// Masked, so that a number interpolated into a log line by accident does not leak.
    package var description: String { masked }
    package var debugDescription: String { masked }
}

/// Why a text is not a mobile number. Carries no part of the text.
package enum InvalidPhoneNumber: Error, Sendable, Equatable {
    /// Holds something that is neither a digit nor a separator, or no digit at all.
    case notDigits
    /// A mobile prefix with too many or too few digits.
    case wrongLength(digits: Int)
    /// Digits, but not a number that can get an MMS: geographic, 070, 15xx …
    case notMobile
}
