/// One result row, decoded by column name.
///
/// A row is a window on the result it came from: all rows share one buffer and one list of columns, so ten thousand of
/// them cost ten thousand small structs and no dictionary.
package struct Row: Sendable {
    let result: ResultRows
    let index: Int

    /// - Throws: `noSuchColumn`, `unexpectedNull`, or `undecodable` when the column holds something else.
    package func value<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws(MariaDBError) -> T {
        guard let value = try optional(column, as: type) else { throw .unexpectedNull(column: column) }
        return value
    }

    /// nil when the column is NULL.
    package func optional<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws(MariaDBError) -> T? {
        guard let position = result.columns.positions[column] else { throw .noSuchColumn(column) }
        guard let cell = result.cell(row: index, column: position) else { return nil }
        guard let value = T(sqlCell: cell) else { throw .undecodable(column: column, as: "\(T.self)") }
        return value
    }
}

/// The rows of one result: their bytes end to end, and where each cell begins and ends.
final class ResultRows: Sendable {
    let columns: Columns
    let count: Int
    private let bytes: [UInt8]
    /// Two a cell: start and end in `bytes`; start -1 means NULL.
    private let bounds: [Int]

    init(columns: Columns, count: Int, bytes: [UInt8], bounds: [Int]) {
        (self.columns, self.count, self.bytes, self.bounds) = (columns, count, bytes, bounds)
    }

    func cell(row: Int, column: Int) -> SQLCell? {
        let place = (row * columns.count + column) * 2
        guard bounds[place] >= 0 else { return nil }
        return SQLCell(bytes: bytes[bounds[place]..<bounds[place + 1]])
    }
}

/// The columns of a result by name; when two share a name the last wins.
final class Columns: Sendable {
    let names: [String]
    let positions: [String: Int]

    var count: Int { names.count }

    init(names: [String]) {
        self.names = names
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    }
}
