/// An amount in whole Korean won.
package struct Won: Sendable, Hashable, Comparable, Codable {
    package let amount: Int

    package init(_ amount: Int) { self.amount = amount }

    package init(from decoder: any Decoder) throws {
        amount = try decoder.singleValueContainer().decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }

    package static func < (a: Won, b: Won) -> Bool { a.amount < b.amount }
    package static func * (price: Won, count: Int) -> Won { Won(price.amount * count) }
    package static func + (a: Won, b: Won) -> Won { Won(a.amount + b.amount) }

    /// For pages: `1,234,000원`.
    package var text: String { "\(amount.grouped)원" }
}

extension Int {
    /// With a comma every three digits: `1,234,000`.
    package var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }
}
