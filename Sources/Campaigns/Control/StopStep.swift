import Accounts
import Coupons
import Foundation
import Issuing
import Jobs
import MariaDB
import Messaging
import Safeguards
import Support

/// Takes back what is left of stopped campaigns: orders that nothing was asked for yet, coupons and messages that have
/// not been handed over. Each part is a transaction of its own and finds the rest when it runs again.
///
/// The hold that ``CampaignControl/stop(_:reason:by:)`` placed keeps everything from being claimed meanwhile. It goes only
/// when nothing claimable is left, together with the campaign's own mark.
package struct StopStep: WorkStep {
    package let name = "stop"
    private static let batch = 500

    let database: Database
    /// Takes messages back out of the agent's queue that it has not begun, and says how many.
    let withdrawHandedOver: @Sendable (CampaignID) async throws -> Int
    let now: @Sendable () -> Date

    package init(
        database: Database, withdrawHandedOver: @escaping @Sendable (CampaignID) async throws -> Int,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.withdrawHandedOver, self.now) = (database, withdrawHandedOver, now)
    }

    package func runOnce() async throws -> Int {
        var handled = 0
        for campaign in try await database.read({ db in try Campaign.stopping(db) }) {
            handled += try await takeBack(campaign)
        }
        return handled
    }

    private func takeBack(_ id: CampaignID) async throws -> Int {
        let (now, reason, batch) = (now(), CampaignGate.stopped, Self.batch)
        var count = try await database.write { db in
            try IssueOrder.takeBack(db, of: id, reason: reason, limit: batch, at: now)
        }
        Failpoint.stoppingAfterOrders.pass()
        count += try await database.write { db in
            try Coupon.withdrawUnsent(db, of: id, reason: reason, limit: batch, at: now)
                + Message.withdrawUnsent(db, of: id, reason: reason, limit: batch, at: now)
        }
        count += try await withdrawHandedOver(id)
        guard count == 0 else { return count }
        return try await database.write { db in
            // Whoever is beginning a further attempt at this moment has the row: then it is counted below.
            _ = try Campaign.lock(db, id, in: .all)
            guard try IssueOrder.claimable(db, of: id) == 0, try Message.unsent(db, of: id) == 0,
                try Coupon.unsent(db, of: id) == 0
            else { return 0 }  // a call or a hand-over is still under way
            try IssueOrder.dismissFailed(db, of: id, at: now)
            try Campaign.finishStop(db, id)
            Failpoint.stoppingBeforeFinish.pass()
            return 1
        }
    }
}
