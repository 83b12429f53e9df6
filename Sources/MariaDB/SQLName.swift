/// The name of a table, column or schema, safe to stand in a statement: letters, digits, `_` and `$`, at most 64.
///
/// The only way for text that is not a literal into a statement. Names from the configuration go through
/// `init(validating:)`; a literal that is no name is a mistake of the programmer and stops the program.
package struct SQLName: Sendable, Hashable, ExpressibleByStringLiteral {
    /// With back-quotes, `` `schema`.`table` `` when qualified.
    package let quoted: String

    package init(validating text: String) throws(InvalidSQLName) {
        guard Self.isName(text) else { throw InvalidSQLName(text: text) }
        quoted = "`\(text)`"
    }

    package init(stringLiteral value: StaticString) {
        let text = "\(value)"
        precondition(Self.isName(text), "not a name: \(text)")
        quoted = "`\(text)`"
    }

    /// A table in a schema other than the connection's own: `UMS_MSG` of the agent.
    package func `in`(schema: SQLName) -> SQLName { SQLName(quoted: "\(schema.quoted).\(quoted)") }

    private init(quoted: String) { self.quoted = quoted }

    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "$"):
                    true
                default: false
                }
            }
    }
}

package struct InvalidSQLName: Error, Sendable, Equatable, CustomStringConvertible {
    package let text: String

    package var description: String {
        "\"\(text)\" is not a table or schema name. Only letters, digits, _ and $ are allowed, at most 64."
    }
}
