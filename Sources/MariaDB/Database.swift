import CMariaDB
import Foundation

/// A fixed set of threads, each owning one ``Connection``.
///
/// Callers hand in a *synchronous* closure and get its `Sendable` result back. One thread hop covers the whole
/// unit of work, and nothing inside it can suspend: no HTTP call can happen while row locks are held.
package final class Database: Sendable {
    private let queue: WorkQueue

    package init(_ options: Connection.Options, connections: Int) {
        queue = WorkQueue()
        for number in 1...connections {
            let thread = Thread { [queue] in
                mysql_thread_init()
                defer { mysql_thread_end() }
                var connection: Connection?
                while let job = queue.next() {
                    connection = job(connection, options)
                }
            }
            thread.name = "mariadb-\(number)"
            thread.start()
        }
    }

    @discardableResult
    package func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        return try await perform(body)
    }

    /// Runs `body` in a transaction; runs it again, at most three times in all, when the server reports a deadlock.
    ///
    /// A write is not cancelled with its task: what a gateway answered must be recorded also while the process stops.
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        var attempt = 1
        while true {
            do {
                return try await perform { connection in try connection.transaction(body) }
            } catch let error as MariaDBError where error.isTransient && attempt < 3 {
                attempt += 1
                try? await Task.sleep(for: .milliseconds(Int.random(in: 5...25) * attempt))
            }
        }
    }

    package func shutDown() { queue.close() }

    private func perform<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let accepted = queue.add { connection, options in
                do {
                    let open = try connection ?? Connection(options)
                    do {
                        continuation.resume(returning: try body(open))
                    } catch {
                        continuation.resume(throwing: error)
                        if case .connectionLost? = error as? MariaDBError { return nil }
                    }
                    return open
                } catch {
                    continuation.resume(throwing: error)
                    return nil
                }
            }
            if !accepted { continuation.resume(throwing: MariaDBError.shutDown) }
        }
    }
}

/// Jobs waiting for a free connection thread. Each job returns the connection to keep, or nil to reopen it.
private final class WorkQueue: @unchecked Sendable {  // every field is guarded by `condition`
    typealias Job = @Sendable (Connection?, Connection.Options) -> Connection?
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var closed = false

    func add(_ job: @escaping Job) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !closed else { return false }
        jobs.append(job)
        condition.signal()
        return true
    }

    func next() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty && !closed { condition.wait() }
        return jobs.isEmpty ? nil : jobs.removeFirst()
    }

    func close() {
        condition.lock()
        closed = true
        condition.broadcast()
        condition.unlock()
    }
}
