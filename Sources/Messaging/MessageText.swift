import Support

/// Title and body of an MMS: placeholders, and the limits of the agent's columns counted in CP949 (Hangul 2 bytes).
package enum MessageText {
    package static let maxTitleBytes = 100
    /// Some carriers cut a title here (docs/sources.md §1.6): worth a warning, not a refusal.
    package static let safeTitleBytes = 40
    package static let maxBodyBytes = 2000

    package enum Placeholder: String, Sendable, CaseIterable {
        case name = "{이름}"
        case product = "{상품명}"
        case validity = "{유효기간}"
        case barcode = "{쿠폰번호}"
    }

    /// The values of one recipient.
    package struct Values: Sendable {
        package let name: String
        package let productName: String
        package let validUntil: CalendarDay?
        package let barcode: String

        package init(name: String, productName: String, validUntil: CalendarDay?, barcode: String) {
            (self.name, self.productName, self.validUntil, self.barcode) = (name, productName, validUntil, barcode)
        }
    }

    package static func fill(_ text: String, with values: Values) -> String {
        guard text.contains("{") else { return text }
        var filled = ""
        var rest = text[...]
        // One pass, so that a name that looks like a placeholder stays a name.
        while let open = rest.firstIndex(of: "{") {
            filled += rest[..<open]
            rest = rest[open...]
            guard let placeholder = Placeholder.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
                filled.append("{")
                rest = rest.dropFirst()
                continue
            }
            filled += value(of: placeholder, values)
            rest = rest.dropFirst(placeholder.rawValue.count)
        }
        return filled + rest
    }

    private static func value(of placeholder: Placeholder, _ values: Values) -> String {
        switch placeholder {
        case .name: values.name
        case .product: values.productName
        case .validity: values.validUntil.map { "\($0.year)년 \($0.month)월 \($0.day)일까지" } ?? "상품 안내 참조"
        case .barcode: values.barcode
        }
    }
}
