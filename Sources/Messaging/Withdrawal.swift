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
    private let batch: Int
    private let beginClaim: @Sendable () -> Claim

    let database: Database
    let route: UMSRoute
    let worker: WorkerIdentity
    let now: @Sendable () -> Date

    package init(
        database: Database, route: UMSRoute, worker: WorkerIdentity, batch: Int = 200,
        beginClaim: @escaping @Sendable () -> Claim = { Claim() }, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.route, self.worker) = (database, route, worker)
        (self.batch, self.beginClaim, self.now) = (batch, beginClaim, now)
    }

    /// Whatever of a campaign the agent has not begun.
    ///
    /// - Returns: how many were taken back.
    package func takeBack(of campaign: CampaignID) async throws -> Int {
        var (count, last): (Int, MessageID?) = (0, nil)
        while true {
            let ids = try await database.read { [last, batch] db in
                try Message.queued(db, of: campaign, after: last, limit: batch)
            }
            count += try await takeBack(ids)
            guard ids.count == batch else { return count }
            last = ids.last
        }
    }

    /// The message of a coupon, when the agent has not begun it.
    package func takeBack(of coupon: Coupon.ID) async throws {
        _ = try await takeBack(database.read { db in try Message.queued(db, of: coupon) })
    }

    /// Messages whose campaign has got another time since they were handed over.
    func takeBackRescheduled() async throws -> Int {
        let now = now()
        let ids = try await database.read { [batch] db in try Message.queuedForOtherTime(db, limit: batch, at: now) }
        return try await takeBack(ids)
    }

    /// Advertisements that the agent has left lying until the evening's last minute: at night it must not find them.
    func takeBackForTheNight() async throws -> Int {
        let now = now()
        guard AdvertisingHours.safe(from: now) > now else { return 0 }
        let ids = try await database.read { [batch] db in try Message.advertisementsLeft(db, limit: batch, at: now) }
        return try await takeBack(ids)
    }

    private func takeBack(_ ids: [MessageID]) async throws -> Int {
        guard !ids.isEmpty else { return 0 }
        switch route {
        case .sameServer(let tables): return try await inOneTransaction(ids, tables)
        case .otherServer(let ums, let tables): return try await inThreeSteps(ids, ums, tables)
        }
    }

    private func inOneTransaction(_ ids: [MessageID], _ tables: UMSTables) async throws -> Int {
        let count = try await database.write { [now] db in
            let messages = try Message.lockQueued(db, ids)
            Failpoint.withdrawingBeforeDelete.pass()
            let gone = try tables.withdraw(db, messages.map(\.clientKey))
            Failpoint.withdrawingAfterDelete.pass()
            let back = messages.filter { gone.contains($0.clientKey) }.map(\.id)
            try Message.markTakenBack(db, back, from: .queued, at: now())
            return back.count
        }
        Failpoint.withdrawingAfterCommit.pass()
        return count
    }

    /// Between the marks the rescue finds the key, or finds it gone, and settles the message accordingly.
    private func inThreeSteps(_ ids: [MessageID], _ ums: Database, _ tables: UMSTables) async throws -> Int {
        let claim = beginClaim()
        let claimed = try await database.write { [worker] db in
            let messages = try Message.lockQueued(db, ids)
            try Message.markTakingBack(db, messages.map(\.id), worker: worker)
            return messages
        }
        Failpoint.withdrawingBeforeDelete.pass()
        let gone: Set<String>
        do {
            gone = try await ums.write(attempts: 1) { db in
                try claim.mustBeFresh()
                let gone = try tables.withdraw(db, claimed.map(\.clientKey))
                try claim.mustBeFresh()
                return gone
            }
        } catch {
            try await database.write { [worker] db in try Message.leaveOpen(db, claimed, by: worker) }
            throw error
        }
        Failpoint.withdrawingAfterDelete.pass()
        let count = try await database.write { [worker, now] db in
            let ours = try Message.lockHeld(db, claimed, by: worker)
            let back = ours.filter { gone.contains($0.clientKey) }.map(\.id)
            try Message.markTakenBack(db, back, from: .handingOver, at: now())
            try Message.markLeftQueued(db, ours.filter { !gone.contains($0.clientKey) }.map(\.id))
            // Settled as queued by somebody who saw the row before it went: that it is gone is proven.
            let lost = try Message.lockSettledAsQueued(db, claimed).filter { gone.contains($0.clientKey) }.map(\.id)
            try Message.markTakenBack(db, lost, from: .queued, at: now())
            return back.count + lost.count
        }
        Failpoint.withdrawingAfterCommit.pass()
        return count
    }
}

/// Brings messages that were handed over for another time back to us.
package struct RescheduleStep: WorkStep {
    package let name = "reschedule"
    let withdrawal: Withdrawal

    package init(_ withdrawal: Withdrawal) { self.withdrawal = withdrawal }

    package func runOnce() async throws -> Int { try await withdrawal.takeBackRescheduled() }
}

/// Brings advertisements back to us before the night.
package struct NightStep: WorkStep {
    package let name = "night"
    let withdrawal: Withdrawal

    package init(_ withdrawal: Withdrawal) { self.withdrawal = withdrawal }

    package func runOnce() async throws -> Int { try await withdrawal.takeBackForTheNight() }
}
