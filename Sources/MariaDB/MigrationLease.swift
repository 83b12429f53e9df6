import Foundation
import Support

/// Lets one process migrate a schema at a time, by a row with an expiry on the database's clock.
///
/// Not GET_LOCK, which Galera does not know across its nodes. When the holder dies the others wait until the row expires.
struct MigrationLease: Sendable {
    /// Much longer than `renewal`: a renewal may be late, a holder must not lose the lease for it.
    var seconds = 30
    var renewal: Duration = .seconds(5)
    /// How long to wait for another process.
    var patience: Duration = .seconds(120)
    var retry: Duration = .milliseconds(50)
    let owner =
        "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier):\(Int.random(in: 0..<1_000_000))"

    /// Runs `body` while holding the lease, and gives it back.
    func hold<T: Sendable>(in database: Database, _ body: @escaping @Sendable () async throws -> T) async throws -> T {
        try await acquire(in: database)
        do {
            let value = try await withThrowingTaskGroup(of: T?.self) { group in
                group.addTask { try await body() }
                group.addTask { await renewUntilCancelled(in: database) }
                defer { group.cancelAll() }
                while let finished = try await group.next() { if let finished { return finished } }
                throw CancellationError()
            }
            try await release(in: database)
            return value
        } catch {
            // The reason of the failure matters more; the row expires by itself.
            try? await release(in: database)
            throw error
        }
    }

    private func acquire(in database: Database) async throws {
        let start = ContinuousClock.now
        while true {
            let holder = try await database.write { [owner, seconds] db -> String? in
                if let row = try db.row(
                    "SELECT owner, expires_at < NOW(3) AS expired FROM schema_migration_lease WHERE id = 1 FOR UPDATE")
                {
                    let holder: String = try row.value("owner")
                    guard try row.value("expired") || holder == owner else { return holder }
                    try db.execute("DELETE FROM schema_migration_lease WHERE id = 1")
                }
                do {
                    try db.execute(
                        "INSERT INTO schema_migration_lease VALUES (1, \(owner), NOW(3) + INTERVAL \(seconds) SECOND)")
                } catch MariaDBError.duplicateKey {
                    return "unknown"
                }
                return nil
            }
            guard let holder else { return }
            guard start.duration(to: .now) < patience else { throw MigrationError.locked(by: holder) }
            try await Task.sleep(for: retry)
        }
    }

    private func renewUntilCancelled<T>(in database: Database) async -> T? {
        while (try? await Task.sleep(for: renewal)) != nil {
            // A missed renewal is made up by the next: the lease is six times as long.
            _ = try? await database.write { [owner, seconds] db in
                try db.execute(
                    """
                    UPDATE schema_migration_lease SET expires_at = NOW(3) + INTERVAL \(seconds) SECOND
                    WHERE id = 1 AND owner = \(owner)
                    """)
            }
        }
        return nil
    }

    private func release(in database: Database) async throws {
        try await database.write { [owner] db in
            try db.execute("DELETE FROM schema_migration_lease WHERE id = 1 AND owner = \(owner)")
        }
    }
}
