import Foundation
import Jobs
import MariaDB
import Sealing
import Support
import UMS

/// Hands tests to the agent and looks for their results. Few and small, so one step does both.
///
/// Claim, COMMIT, look the key up, insert what no table knows, record: dying anywhere in between sends a test once.
package struct TestSendStep: WorkStep {
    package let name = "test-send"
    private static let longestSeconds = 60

    let database: Database
    let ums: Database
    let tables: UMSTables
    let data: PersonalData
    let worker: WorkerIdentity
    let now: @Sendable () -> Date

    package init(
        database: Database, ums: Database, tables: UMSTables, data: PersonalData, worker: WorkerIdentity,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.ums, self.tables, self.data) = (database, ums, tables, data)
        (self.worker, self.now) = (worker, now)
    }

    package func runOnce() async throws -> Int { try await handOver() + collect() }

    private func handOver() async throws -> Int {
        let now = now()
        let claimed = try await database.write { [worker] db in
            try TestSend.claim(db, worker: worker, longestSeconds: Self.longestSeconds, limit: 20)
        }
        guard let oldest = claimed.map(\.createdAt).min() else { return 0 }
        let rows = try claimed.map { test in
            UMSMessage(
                clientKey: test.clientKey, callbackNumber: test.callbackNumber, phone: try test.phone(data),
                title: test.title, text: test.message, files: [test.cardPath], requestedAt: now)
        }
        try await ums.write { [tables] db in
            let known = try tables.whereabouts(
                db, of: rows.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now))
            try tables.insert(db, rows.filter { known[$0.clientKey] == nil })
        }
        try await database.write { [worker] db in
            try TestSend.markQueued(db, claimed.map(\.id), worker: worker, at: now)
        }
        return claimed.count
    }

    private func collect() async throws -> Int {
        let now = now()
        let awaited = try await database.read { db in try TestSend.awaited(db, at: now, limit: 100) }
        guard let oldest = awaited.map(\.createdAt).min() else { return 0 }
        let found = try await ums.read { [tables] db in
            try tables.whereabouts(
                db, of: awaited.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now))
        }
        let ends = awaited.compactMap { test -> (TestSend.ID, TestSend.State, String?)? in
            guard case .done(let result) = found[test.clientKey] else { return nil }
            return tables.successCodes.contains(result.code)
                ? (test.id, .delivered, result.telco?.rawValue)
                : (test.id, .failed, UMSResultCode(code: result.code).message)
        }
        guard !ends.isEmpty else { return 0 }
        try await database.write { db in
            for (id, state, note) in ends { try TestSend.record(db, id, state, note: note, at: now) }
        }
        return ends.count
    }
}
