import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import UMS

/// Takes messages back out of the agent's queue that it has not begun: they are composed again, under the same key.
///
/// That a row was deleted while it was `ready` proves that it was not sent, so the key may be handed over once more. Only
/// workers do it: a process without a heartbeat would be taken for dead in the middle.
package struct Withdrawal: Sendable {
    private static let batch = 200

    let database: Database
    let route: UMSRoute
    let worker: WorkerIdentity
    let now: @Sendable () -> Date

    package init(
        database: Database, route: UMSRoute, worker: WorkerIdentity, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.route, self.worker, self.now) = (database, route, worker, now)
    }

    /// Whatever of a campaign the agent has not begun.
    ///
    /// - Returns: how many were taken back.
    package func takeBack(of campaign: CampaignID) async throws -> Int {
        let ids = try await database.read { db in try Message.queued(db, of: campaign, limit: Self.batch) }
        return try await takeBack(ids)
    }

    /// Messages whose campaign has got another time since they were handed over.
    package func takeBackRescheduled() async throws -> Int {
        let now = now()
        let ids = try await database.read { db in try Message.queuedForOtherTime(db, limit: Self.batch, at: now) }
        return try await takeBack(ids)
    }

    private func takeBack(_ ids: [MessageID]) async throws -> Int {
        guard !ids.isEmpty else { return 0 }
        switch route {
        case .sameServer(let tables):
            return try await database.write { [now] db in
                let messages = try Message.lockQueued(db, ids)
                let gone = try tables.withdraw(db, messages.map(\.clientKey))
                let back = messages.filter { gone.contains($0.clientKey) }.map(\.id)
                try Message.markTakenBack(db, back, from: .queued, at: now())
                return back.count
            }
        case .otherServer(let ums, let tables): return try await inThreeSteps(ids, ums, tables)
        }
    }

    /// Between the marks the rescue finds the key, or finds it gone, and settles the message accordingly.
    private func inThreeSteps(_ ids: [MessageID], _ ums: Database, _ tables: UMSTables) async throws -> Int {
        let messages = try await database.write { [worker] db in
            let messages = try Message.lockQueued(db, ids)
            try Message.markTakingBack(db, messages.map(\.id), worker: worker)
            return messages
        }
        let gone = try await ums.write { db in try tables.withdraw(db, messages.map(\.clientKey)) }
        return try await database.write { [worker, now] db in
            // Those that somebody else has settled meanwhile are not ours any more.
            let ours = try Message.lockHeld(db, messages.map(\.id), by: worker)
            let back = messages.filter { gone.contains($0.clientKey) && ours.contains($0.id) }.map(\.id)
            let kept = messages.filter { !gone.contains($0.clientKey) && ours.contains($0.id) }.map(\.id)
            try Message.markTakenBack(db, back, from: .handingOver, at: now())
            try Message.markLeftQueued(db, kept)
            return back.count
        }
    }
}

/// Brings messages that were handed over for another time back to us.
package struct RescheduleStep: WorkStep {
    package let name = "reschedule"
    let withdrawal: Withdrawal

    package init(_ withdrawal: Withdrawal) { self.withdrawal = withdrawal }

    package func runOnce() async throws -> Int { try await withdrawal.takeBackRescheduled() }
}
