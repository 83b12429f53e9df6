/// The statements of an SQL file.
///
/// Knows what may hide a semicolon: `--` and `#` to the end of the line, `/* … */`, and quotes of all three kinds with
/// doubled quotes and backslashes. `DELIMITER` is the command line client's, not the server's, and is not known.
struct SQLScript {
    let statements: [String]

    init(_ text: String) throws(MigrationError) {
        var statements: [String] = []
        var statement: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: ";"):
                Self.add(&statement, to: &statements)
            case UInt8(ascii: "#"):
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "-") where rest.first == UInt8(ascii: "-") && Self.isBlank(rest.dropFirst().first):
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "/") where rest.first == UInt8(ascii: "*") && rest.dropFirst().first != UInt8(ascii: "!"):
                rest = try Self.afterComment(rest.dropFirst())
                statement.append(UInt8(ascii: " "))
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                statement.append(byte)
                try Self.moveQuoted(until: byte, from: &rest, to: &statement)
            default:
                statement.append(byte)
            }
        }
        Self.add(&statement, to: &statements)
        self.statements = statements
    }

    /// A doubled quote ends one text and begins the next, which comes to the same.
    private static func moveQuoted(
        until quote: UInt8, from rest: inout Substring.UTF8View, to statement: inout [UInt8]
    ) throws(MigrationError) {
        while let byte = rest.popFirst() {
            statement.append(byte)
            if byte == quote { return }
            if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), let escaped = rest.popFirst() {
                statement.append(escaped)
            }
        }
        throw .unfinishedText
    }

    private static func afterComment(_ text: Substring.UTF8View) throws(MigrationError) -> Substring.UTF8View {
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "*"), rest.first == UInt8(ascii: "/") else { continue }
            return rest.dropFirst()
        }
        throw .unfinishedText
    }

    private static func add(_ statement: inout [UInt8], to statements: inout [String]) {
        let trimmed = statement.drop(while: { isBlank($0) }).reversed().drop(while: { isBlank($0) }).reversed()
        if !trimmed.isEmpty { statements.append(String(decoding: Array(trimmed), as: UTF8.self)) }
        statement = []
    }

    /// The end of the text counts as blank.
    private static func isBlank(_ byte: UInt8?) -> Bool {
        guard let byte else { return true }
        return byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
