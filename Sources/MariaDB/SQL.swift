/// A statement and its bound values.
///
/// Build it with string interpolation: every `\(value)` becomes a `?` placeholder, never text.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package enum Value: Sendable, Equatable {
        case null, int(Int64), text(String)
    }

    package var text: String
    package var values: [Value]

    package init(stringLiteral value: String) { (text, values) = (value, []) }
    package init(stringInterpolation s: StringInterpolation) { (text, values) = (s.text, s.values) }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [Value] = []
        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ value: some SQLBindable) {
            text += "?"
            values.append(value.sqlValue)
        }
        package mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            text += "?"
            values.append(value?.sqlValue ?? .null)
        }
        /// Expands to `?, ?, …`. The list must not be empty: `IN ()` is not SQL.
        package mutating func appendInterpolation(list: [some SQLBindable]) {
            precondition(!list.isEmpty, "IN () is not valid SQL")
            text += repeatElement("?", count: list.count).joined(separator: ", ")
            values += list.map(\.sqlValue)
        }
    }
}

package protocol SQLBindable { var sqlValue: SQL.Value { get } }
extension Int: SQLBindable { package var sqlValue: SQL.Value { .int(Int64(self)) } }
extension Int64: SQLBindable { package var sqlValue: SQL.Value { .int(self) } }
extension String: SQLBindable { package var sqlValue: SQL.Value { .text(self) } }
extension RawRepresentable where Self: SQLBindable, RawValue: SQLBindable {
    package var sqlValue: SQL.Value { rawValue.sqlValue }
}
