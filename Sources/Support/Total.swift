/// How many rows a list has, as far as a list is counted.
///
/// Nobody reads the five-thousandth row of a list, and counting all of them would read the whole table with every page:
/// older rows are found by a period or another condition.
package struct Total: Sendable, Hashable, ExpressibleByIntegerLiteral {
    /// How far back a list reaches: what is counted, paged and searched through at most.
    package static let reach = 5_000

    /// At most ``reach``.
    package let count: Int
    /// There are more than were counted.
    package let isMore: Bool

    package init(_ found: Int, isMore: Bool = false) {
        count = min(found, Self.reach)
        self.isMore = isMore || found > Self.reach
    }

    package init(integerLiteral value: Int) { self.init(value) }
}

extension Total {
    package static func + (a: Total, b: Total) -> Total { Total(a.count + b.count, isMore: a.isMore || b.isMore) }

    package static let none: Total = 0

    /// For pages: `1,234건`, `5,000건 이상`.
    package func words(_ unit: String) -> String { count.grouped + unit + (isMore ? " 이상" : "") }
}
