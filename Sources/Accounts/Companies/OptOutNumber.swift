import Support

/// The free 080 number at which people refuse a company's advertisements, digits only: `0801234567`.
package struct OptOutNumber: Sendable, Hashable {
    package let digits: String

    package init?(_ text: String) {
        guard text.utf8.count <= 40, let digits = PhoneNumber.nationalDigits(text), digits.hasPrefix("080"),
            (10...11).contains(digits.utf8.count)
        else { return nil }
        self.digits = digits
    }

    /// `080-123-4567`.
    package var hyphenated: String { "080-\(digits.dropFirst(3).dropLast(4))-\(digits.suffix(4))" }
}
