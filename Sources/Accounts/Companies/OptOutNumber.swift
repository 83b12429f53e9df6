import Support

/// The free 080 number at which people refuse a company's advertisements, digits only: `0801234567`.
package struct OptOutNumber: Sendable, Hashable {
    package let digits: String

    package init?(_ text: String) {
        guard let number = try? EnteredNumber(text), !number.isBroken, number.digits.hasPrefix("080"),
            (10...11).contains(number.digits.utf8.count)
        else { return nil }
        digits = number.digits
    }

    /// `080-123-4567`.
    package var hyphenated: String { "080-\(digits.dropFirst(3).dropLast(4))-\(digits.suffix(4))" }
}
