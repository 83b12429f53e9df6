import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

extension IssueOrder {
    static let columns: SQL = """
        id, company_id, campaign_id, poc_id, goods_id, quantity, unit_price, state, ever_ambiguous, attempts, fence, note
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            pocID: try row.value("poc_id"), goodsID: try row.value("goods_id"), quantity: try row.value("quantity"),
            unitPrice: Won(try row.value("unit_price")), state: try row.value("state"),
            everAmbiguous: try row.value("ever_ambiguous"), attempts: try row.value("attempts"),
            fence: try row.value("fence"), note: try row.optional("note"))
    }

    /// Plans orders, in the transaction that registers their coupons. Nothing is called before that commits.
    package static func plan(_ db: Connection, _ plans: [IssuePlan], at now: Date) throws {
        for start in stride(from: 0, to: plans.count, by: 1000) {
            try db.insertMany(
                into: "issue_order",
                columns: [
                    "id", "company_id", "campaign_id", "poc_id", "goods_id", "quantity", "unit_price", "state",
                    "due_at",
                    "created_at",
                ],
                rows: plans[start..<min(start + 1000, plans.count)].map { plan in
                    [
                        plan.id.sqlValue, plan.companyID.sqlValue, plan.campaignID.sqlValue, plan.pocID.sqlValue,
                        plan.goodsID.sqlValue, plan.quantity.sqlValue, plan.unitPrice.amount.sqlValue,
                        State.planned.sqlValue, plan.dueAt.sqlValue, now.sqlValue,
                    ]
                })
        }
    }

    /// Claims due orders for a call each and puts their coupons to "issuing"; the caller commits before it calls.
    ///
    /// Orders that another worker is claiming are skipped, and so is what is held. Never more than can be called at once,
    /// so that a process that dies leaves open no more calls than it had in flight.
    static func claimDue(_ db: Connection, worker: WorkerIdentity, limit: Int, at now: Date) throws -> [IssueOrder] {
        guard limit > 0, let free = try Holds.current(db).condition(for: .issuing) else { return [] }
        var due: [IssueOrder] = []
        // An equality and a range each: one index scan that ends at the limit.
        for state in [State.planned, .ambiguous] where due.count < limit {
            due += try db.rows(
                """
                SELECT \(part: columns) FROM issue_order
                WHERE state = \(state) AND due_at <= \(now) AND \(part: free)
                ORDER BY due_at LIMIT \(limit - due.count) FOR UPDATE SKIP LOCKED
                """
            ).map(IssueOrder.init)
        }
        guard !due.isEmpty else { return [] }
        try db.execute(
            """
            UPDATE issue_order
            SET state = 'calling', owner = \(worker.text), fence = fence + 1, attempts = attempts + 1,
                claimed_at = NOW(3)
            WHERE id IN (\(list: due.map(\.id)))
            """)
        try Coupon.setIssue(db, of: due.map(\.id), to: .issuing, note: nil, at: now)
        return due.map { $0.claimed() }
    }

    private func claimed() -> IssueOrder {
        IssueOrder(
            id: id, companyID: companyID, campaignID: campaignID, pocID: pocID, goodsID: goodsID, quantity: quantity,
            unitPrice: unitPrice, state: .calling, everAmbiguous: everAmbiguous, attempts: attempts + 1,
            fence: fence + 1, note: note)
    }

    /// Cuts an order that was never called into orders of one coupon each, so that a call puts no more at risk.
    ///
    /// It keeps its own TR_ID and its first coupon; the others are planned anew, due at once.
    static func split(_ db: Connection, _ order: IssueOrder, at now: Date) throws -> IssueOrder {
        let rest = try Coupon.ids(db, of: [order.id]).dropFirst().map {
            (coupon: $0.coupon, order: IssueOrderID.new(at: now))
        }
        let one = order.of(quantity: 1)
        try plan(
            db,
            rest.map {
                IssuePlan(
                    id: $0.order, companyID: order.companyID, campaignID: order.campaignID, pocID: order.pocID,
                    goodsID: order.goodsID, quantity: 1, unitPrice: order.unitPrice, dueAt: now)
            }, at: now)
        try Coupon.move(db, rest.map { ($0.coupon, $0.order) })
        try db.execute("UPDATE issue_order SET quantity = 1 WHERE id = \(order.id)")
        return one
    }

    private func of(quantity: Int) -> IssueOrder {
        IssueOrder(
            id: id, companyID: companyID, campaignID: campaignID, pocID: pocID, goodsID: goodsID, quantity: quantity,
            unitPrice: unitPrice, state: state, everAmbiguous: everAmbiguous, attempts: attempts, fence: fence,
            note: note)
    }

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

    /// Locks an order whose outcome is open, for evidence that came late; nil when it is settled.
    ///
    /// The fence grows, so that a call still in flight cannot settle it any more.
    static func reopenForEvidence(_ db: Connection, _ id: IssueOrderID) throws -> IssueOrder? {
        let row = try db.rows(
            """
            SELECT \(part: columns) FROM issue_order
            WHERE id = \(id) AND state IN ('calling', 'ambiguous', 'unconfirmed') FOR UPDATE
            """
        ).first
        return try row.map(IssueOrder.init)
    }

    static func markIssued(_ db: Connection, _ id: IssueOrderID, at now: Date) throws {
        try db.execute(
            """
            UPDATE issue_order
            SET state = 'issued', owner = NULL, claimed_at = NULL, fence = fence + 1, note = NULL, finished_at = \(now)
            WHERE id = \(id)
            """)
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

    package static func find(_ db: Connection, _ id: IssueOrderID) throws -> IssueOrder? {
        try db.rows("SELECT \(part: columns) FROM issue_order WHERE id = \(id)").first.map(IssueOrder.init)
    }
}

/// An order as it is registered.
package struct IssuePlan: Sendable {
    package let id: IssueOrderID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let pocID: String
    package let goodsID: String
    package let quantity: Int
    package let unitPrice: Won
    /// Not to be called before.
    package let dueAt: Date

    package init(
        id: IssueOrderID, companyID: Company.ID, campaignID: CampaignID, pocID: String, goodsID: String, quantity: Int,
        unitPrice: Won, dueAt: Date
    ) {
        (self.id, self.companyID, self.campaignID, self.pocID) = (id, companyID, campaignID, pocID)
        (self.goodsID, self.quantity, self.unitPrice, self.dueAt) = (goodsID, quantity, unitPrice, dueAt)
    }
}
