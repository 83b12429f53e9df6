/// One result row, decoded by column name.
package struct Row: Sendable {
    let columns: [String: Int]
    let cells: [String?]

    package func value<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws(MariaDBError) -> T {
        guard let value = try optional(column, as: type) else { throw .unexpectedNull(column: column) }
        return value
    }

    package func optional<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws(MariaDBError) -> T? {
        guard let index = columns[column] else { throw .noSuchColumn(column) }
        guard let cell = cells[index] else { return nil }
        guard let value = T(sqlText: cell) else { throw .undecodable(column: column, as: "\(T.self)") }
        return value
    }
}

package protocol SQLDecodable { init?(sqlText: String) }
extension Int: SQLDecodable { package init?(sqlText: String) { self.init(sqlText) } }
extension Int64: SQLDecodable { package init?(sqlText: String) { self.init(sqlText) } }
extension String: SQLDecodable { package init?(sqlText: String) { self = sqlText } }
extension RawRepresentable where Self: SQLDecodable, RawValue: SQLDecodable {
    package init?(sqlText: String) {
        guard let raw = RawValue(sqlText: sqlText) else { return nil }
        self.init(rawValue: raw)
    }
}
