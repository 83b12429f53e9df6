import Support

/// A number that leads to the rows behind it.
package struct CountTile: Sendable {
    let key: String
    let name: String
    let value: String
    let tone: String
    let href: String
    let current: Bool

    package init(_ key: String, _ name: String, _ count: Int, tone: String = "", href: String, current: Bool = false) {
        (self.key, self.name, self.href, self.current) = (key, name, href, current)
        value = count.grouped
        // A zero is not worth a colour.
        self.tone = count == 0 ? "none" : tone
    }
}

/// Coupons whose issue nobody can know without evidence, and what they are worth.
package struct UnconfirmedNote: Sendable {
    let count: String
    let amount: String
    let href: String
    let eventName: String

    /// nil when there is none.
    package init?(eventName: String, count: Int, amount: Won, href: String) {
        guard count > 0 else { return nil }
        (self.eventName, self.count, self.amount, self.href) = (eventName, count.grouped, amount.text, href)
    }
}

/// An entry of a `<select>`.
package struct Choice: Sendable {
    let id: String
    let name: String
    let selected: Bool

    package init(_ id: String, _ name: String, selected: Bool = false) {
        (self.id, self.name, self.selected) = (id, name, selected)
    }
}
