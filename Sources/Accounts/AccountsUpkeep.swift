import Foundation
import MariaDB
import Support

/// Throws away what the accounts no longer need: ended sessions, idempotency keys and failure counts whose time is over.
package struct AccountsUpkeep: Sendable {
    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    /// One batch of each.
    ///
    /// - Returns: the rows that went; call again while it is not 0.
    package func runOnce() async throws -> Int {
        let now = now()
        let sessions = try await database.write { db in try Session.purgeEnded(db, at: now) }
        let keys = try await database.write { db in try IdempotencyKey.purge(db, at: now) }
        let throttles = try await database.write { db in
            try LoginThrottles.purge(db, before: now.addingTimeInterval(-86400), limit: 1000)
        }
        return sessions + keys + throttles
    }
}
