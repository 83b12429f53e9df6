import CMariaDB

/// The prepared statements of one connection, the least recently used dropped first.
final class StatementCache {
    /// 20 connections a process, four processes: 8,000 of the server's 16,382 (`max_prepared_stmt_count`).
    private let capacity = 100
    private let connection: UnsafeMutablePointer<MYSQL>
    private var kept: [String: (statement: Statement, lastUse: UInt64)] = [:]
    private var uses: UInt64 = 0

    init(_ connection: UnsafeMutablePointer<MYSQL>) { self.connection = connection }

    func statement(for text: String) throws(MariaDBError) -> Statement {
        uses += 1
        if let found = kept[text] {
            kept[text] = (found.statement, uses)
            return found.statement
        }
        let made = try Statement(connection, text)
        if kept.count >= capacity, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            kept[oldest.key] = nil
        }
        kept[text] = (made, uses)
        return made
    }

    func remove(_ text: String) { kept[text] = nil }

    func removeAll() { kept = [:] }
}
