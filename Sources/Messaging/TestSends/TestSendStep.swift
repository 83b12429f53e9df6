import Foundation
import Jobs
import MariaDB
import Sealing
import Support
import UMS

/// Hands tests to the agent and looks for their results. Few and small, so one step does both.
///
/// Claim, COMMIT, look up what a dead process may have inserted, insert the rest, record: dying anywhere in between sends a
/// test once.
package struct TestSendStep: WorkStep {
    package let name = "test-send"
    private static let longestSeconds = 60

    let database: Database
    let ums: Database
    let tables: UMSTables
    let look: CertainLook
    let data: PersonalData
    let worker: WorkerIdentity
    let now: @Sendable () -> Date

    package init(
        database: Database, look: CertainLook, data: PersonalData, worker: WorkerIdentity,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.look, self.data, self.worker, self.now) = (database, look, data, worker, now)
        (ums, tables) = (look.ums, look.tables)
    }

    package func runOnce() async throws -> Int { try await collect() + handOver() }

    private func handOver() async throws -> Int {
        let now = now()
        let claim = Claim()
        let claimed = try await database.write { [worker] db in
            try TestSend.claim(db, worker: worker, longestSeconds: Self.longestSeconds, limit: 20)
        }
        guard let oldest = claimed.map(\.createdAt).min() else { return 0 }
        let interrupted = claimed.filter { $0.state == .handingOver }.map(\.clientKey)
        let known = try await look(interrupted, since: oldest, now: now)
        let rows = try claimed.filter { !known.contains($0.clientKey) }.map { test in
            UMSMessage(
                clientKey: test.clientKey, callbackNumber: test.callbackNumber, phone: try test.phone(data),
                title: test.title, text: test.message, files: [test.cardPath], requestedAt: now)
        }
        // Once: after an error it is claimed again, and then looked up.
        try await ums.write(attempts: 1) { [tables] db in
            try claim.mustBeFresh()
            try tables.insert(db, rows)
            try claim.mustBeFresh()
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
