import Coupons
import Foundation
import Jobs
import MariaDB
import Support

extension IssueOrder {
    /// Records that orders were issued, each only while `worker` still holds this very claim.
    ///
    /// - Returns: how many were; fewer than `orders` when a claim was lost.
    static func settleIssued(_ db: Connection, _ orders: [IssueOrder], worker: WorkerIdentity, at now: Date) throws
        -> Int
    {
        try db.executeMany(
            """
            UPDATE issue_order
            SET state = 'issued', owner = NULL, claimed_at = NULL, last_code = '00', note = NULL, finished_at = ?
            WHERE id = ? AND owner = ? AND fence = ? AND state = 'calling'
            """,
            rows: orders.map { [now.sqlValue, $0.id.sqlValue, worker.text.sqlValue, $0.fence.sqlValue] })
    }

    /// Records what follows from a call, but only while `worker` still holds this very claim.
    ///
    /// - Returns: false when the claim was lost; then nothing is changed.
    static func settle(
        _ db: Connection, _ order: IssueOrder, _ decision: IssueDecision, code: String?, worker: WorkerIdentity,
        at now: Date
    ) throws -> Bool {
        let final: Bool
        switch decision.state {
        case .issued, .failed: final = true
        case .planned, .calling, .ambiguous, .unconfirmed: final = false
        }
        return try db.execute(
            """
            UPDATE issue_order
            SET state = \(decision.state), ever_ambiguous = \(decision.everAmbiguous),
                attempts = \(decision.countsAsAttempt ? order.attempts : order.attempts - 1),
                due_at = \(now.addingTimeInterval(decision.retryAfterSeconds)), owner = NULL, claimed_at = NULL,
                last_code = \(code), note = \(decision.note), finished_at = \(final ? now : nil)
            WHERE id = \(order.id) AND owner = \(worker.text) AND fence = \(order.fence) AND state = 'calling'
            """) == 1
    }

    /// Locks an order for evidence that came late.
    static func lockForEvidence(_ db: Connection, _ id: IssueOrderID) throws -> IssueOrder? {
        try db.row("SELECT \(part: columns) FROM issue_order WHERE id = \(id) FOR UPDATE").map(IssueOrder.init)
    }

    /// Settles a locked order by evidence. The fence grows, so that a call still in flight cannot settle it any more.
    static func markIssued(_ db: Connection, _ id: IssueOrderID, at now: Date) throws {
        try db.execute(
            """
            UPDATE issue_order
            SET state = 'issued', owner = NULL, claimed_at = NULL, fence = fence + 1, note = NULL, finished_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Leaves a locked order to a person, also one that was settled before. The fence grows as with ``markIssued``.
    static func markUnconfirmed(_ db: Connection, _ id: IssueOrderID, note: String, at now: Date) throws {
        try db.execute(
            """
            UPDATE issue_order
            SET state = 'unconfirmed', ever_ambiguous = 1, owner = NULL, claimed_at = NULL, fence = fence + 1,
                note = \(note), finished_at = NULL, replaced_at = NULL
            WHERE id = \(id)
            """)
        try Coupon.setIssue(db, of: [id], to: .unconfirmed, note: note, at: now)
    }

    /// Locks calls whose process died or that were held for longer than any call lasts.
    static func lockAbandoned(_ db: Connection, longestSeconds: Int, limit: Int) throws -> [IssueOrder] {
        try db.rows(
            """
            SELECT \(part: columns) FROM issue_order
            WHERE state = 'calling' AND \(part: WorkerPresence.abandoned(longestSeconds: longestSeconds))
            LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map(IssueOrder.init)
    }

    /// Settles an abandoned call that is locked by ``lockAbandoned``; the dead owner's fence is outdated by it.
    static func settleAbandoned(_ db: Connection, _ order: IssueOrder, _ decision: IssueDecision, at now: Date) throws {
        try db.execute(
            """
            UPDATE issue_order
            SET state = \(decision.state), ever_ambiguous = \(decision.everAmbiguous), owner = NULL, claimed_at = NULL,
                fence = fence + 1, due_at = \(now.addingTimeInterval(decision.retryAfterSeconds)), note = \(decision.note)
            WHERE id = \(order.id) AND state = 'calling'
            """)
    }
}
