import Foundation
import Jobs
import Logging
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
    let logger: Logger
    let now: @Sendable () -> Date

    package init(
        database: Database, look: CertainLook, data: PersonalData, worker: WorkerIdentity, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.look, self.data, self.worker) = (database, look, data, worker)
        (self.logger, self.now) = (logger, now)
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
        var failure: (any Error)?
        // One by one: what is wrong with one is not its neighbours' fault.
        for test in claimed {
            do {
                if !known.contains(test.clientKey) { try await insert(test, claim, at: now) }
                try await database.write { [worker] db in
                    try TestSend.markQueued(db, [test.id], worker: worker, at: now)
                }
            } catch  where OwnFault.isOne(error) {
                logger.error("Test not sent", metadata: ["test.id": "\(test.id)", "error": "\(error)"])
                try await database.write { [worker] db in
                    try TestSend.refuse(
                        db, test.id, worker: worker, note: "시험 문자를 만들지 못해 보내지 않았습니다. 내용을 확인하고 다시 보내 주세요.", at: now)
                }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return claimed.count
    }

    private func insert(_ test: TestSend, _ claim: Claim, at now: Date) async throws {
        let row = UMSMessage(
            clientKey: test.clientKey, callbackNumber: test.callbackNumber, phone: try test.phone(data),
            title: test.title, text: test.message, files: [test.cardPath], requestedAt: now)
        // Once: after an error it is claimed again, and then looked up.
        try await ums.write(attempts: 1) { [tables] db in
            try claim.mustBeFresh()
            try tables.insert(db, [row])
            try claim.mustBeFresh()
        }
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
