import Coupons
import Foundation
import Jobs
import Logging
import MariaDB

/// Settles calls whose process died: their outcome is unknown, so they become ambiguous, never planned again (rule 3).
package struct IssueRescueStep: WorkStep {
    package let name = "issue-rescue"
    let database: Database
    let policy: IssuePolicy
    let longestCallSeconds: Int
    let logger: Logger
    let now: @Sendable () -> Date

    /// `longestCallSeconds`: more than the time-out, the late reading and the recording of a call together.
    package init(
        database: Database, policy: IssuePolicy, longestCallSeconds: Int, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.policy) = (database, policy)
        (self.longestCallSeconds, self.logger) = (longestCallSeconds, logger)
        self.now = now
    }

    package func runOnce() async throws -> Int {
        let now = now()
        let rescued = try await database.write { [policy, longestCallSeconds] db -> [IssueOrder] in
            let orders = try IssueOrder.lockAbandoned(db, longestSeconds: longestCallSeconds, limit: 100)
            for order in orders {
                let decision = IssueDecision.after(order, nil, policy: policy, jitter: 0)
                try IssueOrder.settleAbandoned(db, order, decision, at: now)
                try Coupon.setIssue(db, of: [order.id], to: decision.coupons, note: decision.note, at: now)
                if decision.state == .unconfirmed { try UnconfirmedAlert.raise(db, of: order, at: now) }
            }
            return orders
        }
        for order in rescued { logger.warning("A call was left open by a dead process", metadata: order.metadata) }
        return rescued.count
    }
}
