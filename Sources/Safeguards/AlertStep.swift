import Foundation
import Jobs
import MariaDB

/// Tells somebody of alerts: each opening once, again until it was taken.
package struct AlertStep: WorkStep {
    package let name = "alert"
    let database: Database
    let send: @Sendable (Alert) async throws -> Void

    /// `send` throws when nobody took it; then it is sent again later.
    package init(database: Database, send: @escaping @Sendable (Alert) async throws -> Void) {
        (self.database, self.send) = (database, send)
    }

    /// One that nobody takes keeps no other from being told. Dying between the sending and the mark sends one again: told
    /// twice is better than never.
    package func runOnce() async throws -> Int {
        let alerts = try await database.read { db in try Alert.unsent(db, limit: 20) }
        var (told, failure): (Int, (any Error)?) = (0, nil)
        for alert in alerts where !isStopping {
            do {
                // Unstructured: told or not, it must not be cut in the middle.
                try await Task { try await send(alert) }.value
                try await database.write { db in try Alert.markSent(db, alert.id, at: Date()) }
                told += 1
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return told
    }
}
