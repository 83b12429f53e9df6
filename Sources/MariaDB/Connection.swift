import CMariaDB

/// One server session, confined to the thread that opened it.
///
/// Deliberately not `Sendable`: the compiler keeps the C handle on its thread.
package final class Connection {
    let handle: UnsafeMutablePointer<MYSQL>
    private let statements: StatementCache
    /// Rows of a bulk insert travel as arrays; a server that is not MariaDB gets multi-row INSERTs. Tests set it.
    var usesArrays: Bool
    private let witness: StatementWitness?
    /// Whether a transaction that changes something leaves its ``CommitMark``.
    private var leavesMarks: Bool
    private var mark = CommitMark(session: .now(), serial: 0)
    /// Whether a statement has matched a row since the transaction began.
    private var hasChanged = false

    init(_ address: DatabaseAddress, _ options: DatabaseOptions) throws(MariaDBError) {
        handle = try Self.open(address, options)
        statements = StatementCache(handle)
        witness = options.witness
        usesArrays = coupon_bulk_supported(handle) != 0
        leavesMarks = options.leavesCommitMarks && !address.schema.isEmpty
        try setUpSession(options)
    }

    deinit {
        statements.removeAll()
        mysql_close(handle)
    }

    /// Runs a statement without a result.
    ///
    /// - Returns: the rows it changed; for an UPDATE the rows that its WHERE *matched* (`CLIENT_FOUND_ROWS`), so that
    ///   setting a column to what it is already does not look like a lost claim.
    @discardableResult
    package func execute(_ sql: SQL) throws(MariaDBError) -> Int {
        guard !sql.values.isEmpty else { return noted(try run(text: sql.text)) }
        return try noted(
            withStatement(sql.text) { statement throws(MariaDBError) in
                try statement.execute(sql.values)
                return statement.affectedRows
            })
    }

    /// Remembers that the transaction under way has changed `rows` rows.
    func noted(_ rows: Int) -> Int {
        hasChanged = hasChanged || rows != 0
        return rows
    }

    package func rows(_ sql: SQL) throws(MariaDBError) -> [Row] {
        let result: ResultRows
        do {
            result = try fetch(sql)
        } catch .statementFailed(Int(CR_NEW_STMT_METADATA), _) where sql.text.hasPrefix("SELECT") {
            // The table got another column since the statement was prepared. Prepared anew it fits.
            result = try fetch(sql)
        }
        witness?(sql, result.count)
        return (0..<result.count).map { Row(result: result, index: $0) }
    }

    /// The first row, nil when there is none. The statement itself says `LIMIT 1` where there may be many.
    package func row(_ sql: SQL) throws(MariaDBError) -> Row? { try rows(sql).first }

    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// - Throws: `CommitInterrupted` when the line was lost during COMMIT.
    ///
    /// The rollback is explicit because a lock wait time-out undoes only one statement (`innodb_rollback_on_timeout=OFF`).
    func transaction<T: Sendable>(_ body: (Connection) throws -> T) throws -> T {
        try run(text: "START TRANSACTION")
        hasChanged = false
        let value: T
        var mark: CommitMark?
        do {
            value = try body(self)
            if hasChanged { mark = try leaveMark() }
        } catch {
            // A session that cannot roll back is thrown away by the pool, which undoes the transaction too.
            _ = try? run(text: "ROLLBACK")
            throw error
        }
        do {
            try run(text: "COMMIT")
        } catch .connectionLost(let code, let message) {
            throw CommitInterrupted(code: code, message: message, mark: mark, value: value)
        } catch {
            _ = try? run(text: "ROLLBACK")
            throw error
        }
        return value
    }

    private func leaveMark() throws(MariaDBError) -> CommitMark? {
        guard leavesMarks else { return nil }
        mark = CommitMark(session: mark.session, serial: mark.serial + 1)
        let left = try leave(mark)
        leavesMarks = left != nil
        return left
    }

    /// Sends text as it is, over the text protocol. Not for data: migrations and session commands only.
    @discardableResult
    func run(text: String) throws(MariaDBError) -> Int {
        guard mysql_real_query(handle, text, CUnsignedLong(text.utf8.count)) == 0 else { throw failure() }
        guard let result = mysql_store_result(handle) else {
            guard mysql_field_count(handle) == 0 else { throw failure() }
            return Int(truncatingIfNeeded: mysql_affected_rows(handle))
        }
        mysql_free_result(result)
        return 0
    }

    var isAlive: Bool { mysql_ping(handle) == 0 }

    /// After a unit of work this must be false, or the session would carry its locks into the next one.
    var isInTransaction: Bool { handle.pointee.server_status & UInt32(SERVER_STATUS_IN_TRANS) != 0 }

    private func fetch(_ sql: SQL) throws(MariaDBError) -> ResultRows {
        try withStatement(sql.text) { statement throws(MariaDBError) in
            try statement.execute(sql.values)
            return try statement.fetchAll()
        }
    }

    /// Prepares `text` or takes it from the cache. A statement that failed in a way that may be its own fault is dropped.
    func withStatement<T>(_ text: String, _ body: (Statement) throws(MariaDBError) -> T) throws(MariaDBError) -> T {
        let statement = try statements.statement(for: text)
        do {
            let value = try body(statement)
            statement.reset()
            return value
        } catch {
            statements.remove(text)
            throw error
        }
    }

    private func failure() -> MariaDBError {
        .statement(code: mysql_errno(handle), message: String(cString: mysql_error(handle)))
    }
}

/// The connection was lost while COMMIT was under way. Never leaves the room: it is found out whether it took effect, or the
/// closure is run again, or the caller learns `commitOutcomeUnknown`.
struct CommitInterrupted: Error {
    let code: Int
    let message: String
    /// nil: nothing was changed, or no mark could be left.
    let mark: CommitMark?
    /// What the closure returned: the answer when the COMMIT took effect.
    let value: any Sendable
}
