/// A schema on a server, reached through a pool of threads that own one ``Connection`` each.
///
/// Callers hand in a *synchronous* closure and get its `Sendable` result back. One thread hop covers the whole
/// unit of work, and nothing inside it can suspend: no HTTP call can happen while row locks are held.
package final class Database: Sendable {
    package let address: DatabaseAddress
    private let pool: ConnectionPool
    /// A deadlock's victim usually succeeds at once; the fourth failure in a row is worth an error.
    package static let usualAttempts = 4
    /// Some three seconds.
    private static let attemptsAfterInterruption = 9

    /// Opens no connection yet. `minimum` connections stay open once they were needed, up to `maximum` are opened.
    package init(
        _ address: DatabaseAddress, minimum: Int = 1, maximum: Int = 20, options: DatabaseOptions = DatabaseOptions()
    ) {
        self.address = address
        pool = ConnectionPool(address, minimum: minimum, maximum: maximum, options: options)
    }

    deinit { pool.close() }

    package var schema: String { address.schema }

    /// Runs `body` outside a transaction; once more when the connection turns out to be lost.
    ///
    /// `body` may therefore run twice: it reads, it does not write. Each statement sees what is committed when it begins.
    @discardableResult
    package func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        do {
            return try await perform(body)
        } catch MariaDBError.connectionLost {
            return try await perform(body)
        }
    }

    /// Runs `body` in a transaction; runs it again, at most four times in all, after a deadlock, a lock wait time-out or
    /// a lost connection, also when that happens at COMMIT.
    ///
    /// After a connection lost *during* COMMIT its ``CommitMark`` tells whether the transaction took effect: then what
    /// `body` returned is the answer, and it is not run again. Only a schema without marks leaves that open, and `body` runs
    /// again all the same. So it is idempotent: ids are made before it, unique keys and states in the WHERE refuse a second
    /// effect, and it touches nothing outside the database.
    ///
    /// A write is not cancelled with its task: what a gateway answered must be recorded also while the process stops.
    ///
    /// `attempts`: 1 for a body that cannot run again before somebody has looked how its first run ended.
    /// - Throws: what `body` throws; `commitOutcomeUnknown` when a COMMIT was interrupted and no later run succeeded.
    @discardableResult
    package func write<T: Sendable>(
        attempts: Int = Database.usualAttempts, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        var attempt = 1
        var interrupted: CommitInterrupted?
        while true {
            do {
                return try await perform { [interrupted] connection in
                    if let interrupted, let mark = interrupted.mark, let value = interrupted.value as? T,
                        try connection.hasCommitted(mark)
                    {
                        return value
                    }
                    return try connection.transaction(body)
                }
            } catch let error as CommitInterrupted {
                interrupted = error
                guard attempt < attempts else { throw MariaDBError.commitOutcomeUnknown(reason: error.message) }
            } catch let error as MariaDBError where error.isTransient && attempt < attempts {
                // Again, below.
            } catch let error as MariaDBError where interrupted != nil && (error.isTransient || error.isUnavailable) {
                // A server that restarts is worth waiting for: what is asked is what has been promised already.
                guard attempt < Self.attemptsAfterInterruption else {
                    throw MariaDBError.commitOutcomeUnknown(reason: "\(error)")
                }
            }
            await pause(after: attempt)
            attempt += 1
        }
    }

    /// Opens a connection if none is open and asks the server whether it lives: for start-up and health checks.
    package func ping() async throws {
        try await read { db in _ = try db.rows("SELECT 1") }
    }

    /// Connections open or being opened at this moment.
    package var openConnections: Int { pool.threadCount }

    /// Units of work that wait for a connection at this moment.
    package var waitingWork: Int { pool.waitingCount }

    /// Refuses new work, finishes what waits, closes the connections. Does not wait for that.
    package func shutDown() { pool.close() }

    private func perform<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            pool.add { connection in
                let result = Result { try body(try connection.get()) }
                return .init(lostConnection: result.meansLostConnection) { continuation.resume(with: result) }
            }
        }
    }

    /// Random, so that two victims of each other do not meet again. Sleeps on in a cancelled task.
    private func pause(after attempt: Int) async {
        let milliseconds = Int.random(in: 5...25) * attempt * attempt
        // Detached from this task's cancellation, or the attempts of a stopping process would follow without a pause.
        await Task.detached { try? await Task.sleep(for: .milliseconds(milliseconds)) }.value
    }
}

extension Result where Failure == any Error {
    fileprivate var meansLostConnection: Bool {
        guard case .failure(let error) = self else { return false }
        if case .connectionLost? = error as? MariaDBError { return true }
        return error is CommitInterrupted
    }
}
