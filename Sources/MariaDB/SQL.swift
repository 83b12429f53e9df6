/// A statement and its bound values.
///
/// Build it with string interpolation: every `\(value)` becomes a `?` placeholder, never text. Its own text can only come
/// from literals (`StaticString`), so a statement put together from data does not compile.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package private(set) var text: String
    package private(set) var values: [Value]

    package init(stringLiteral value: StaticString) { (text, values) = ("\(value)", []) }
    package init(stringInterpolation s: StringInterpolation) { (text, values) = (s.text, s.values) }
    private init(text: String, values: [Value]) { (self.text, self.values) = (text, values) }

    package static func + (a: SQL, b: SQL) -> SQL { SQL(text: a.text + b.text, values: a.values + b.values) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""
        fileprivate var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        package mutating func appendInterpolation(_ value: some SQLBindable) { append(value.sqlValue) }

        package mutating func appendInterpolation(_ value: (some SQLBindable)?) { append(value?.sqlValue ?? .null) }

        /// Expands to `?, ?, …`. The list must not be empty: `IN ()` is not SQL, and the server says so. A statement that
        /// fails is a mistake told; a program that ends at it would end again at each start.
        package mutating func appendInterpolation(list: [some SQLBindable]) {
            text += repeatElement("?", count: list.count).joined(separator: ", ")
            values += list.map(\.sqlValue)
        }

        /// A table, column or schema whose name comes from the configuration, checked and back-quoted.
        package mutating func appendInterpolation(name: SQLName) { text += name.quoted }

        /// A piece of another statement with its values: a filter, an ORDER BY chosen by a `switch`.
        package mutating func appendInterpolation(part: SQL) {
            text += part.text
            values += part.values
        }

        private mutating func append(_ value: Value) {
            text += "?"
            values.append(value)
        }
    }
}

extension [SQL] {
    /// `a AND b AND c`, in order; empty for an empty list.
    package func joined(separator: SQL) -> SQL {
        guard let first else { return "" }
        return dropFirst().reduce(first) { $0 + separator + $1 }
    }
}
