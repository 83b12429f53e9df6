import Support

/// A number a message may be sent from, digits only: `0212345678`, `15881234`, `01012345678`.
///
/// Mobile 010, VoIP 070, geographic, and the eight-digit 15xx, 16xx, 18xx numbers (docs/sources.md §3.3).
/// Closed mobile prefixes, 050, 080, 012 and 015 are refused.
package struct SenderNumber: Sendable, Hashable {
    package let digits: String

    package init?(_ text: String) {
        guard let number = try? EnteredNumber(text), !number.isBroken, Self.maySend(number.digits) else { return nil }
        digits = number.digits
    }

    /// `02-1234-5678`, `1588-1234`.
    package var hyphenated: String {
        guard digits.hasPrefix("0") else { return "\(digits.prefix(4))-\(digits.suffix(4))" }
        let area = digits.hasPrefix("02") ? 2 : 3
        return "\(digits.prefix(area))-\(digits.dropFirst(area).dropLast(4))-\(digits.suffix(4))"
    }

    private static func maySend(_ digits: String) -> Bool {
        if represented.contains(String(digits.prefix(4))) { return digits.count == 8 }
        if digits.hasPrefix("010") || digits.hasPrefix("070") { return digits.count == 11 }
        if digits.hasPrefix("02") { return (9...10).contains(digits.count) }
        return areas.contains(String(digits.prefix(3))) && (10...11).contains(digits.count)
    }

    private static let areas: Set<String> = [
        "031", "032", "033", "041", "042", "043", "044", "051", "052", "053", "054", "055", "061", "062", "063", "064",
    ]

    private static let represented: Set<String> = [
        "1522", "1533", "1544", "1566", "1577", "1588", "1599",
        "1600", "1644", "1660", "1661", "1666", "1668", "1670", "1688",
        "1800", "1833", "1855", "1877", "1899",
    ]
}

extension SenderNumber: CustomStringConvertible {
    package var description: String { digits }
}
