import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

extension IssueOrder {
    /// Claims due orders for a call each and puts their coupons to "issuing"; the caller commits before it calls.
    ///
    /// Orders that another worker is claiming are skipped, and so is what is held; what a stopped campaign left is taken
    /// back. Never more than can be called at once, so that a process that dies leaves open no more calls than it had in
    /// flight.
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
        due = try admitted(db, due, at: now)
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

    /// Those whose campaigns may issue at this moment. Orders of a stopped one would stand first in the queue for ever.
    private static func admitted(_ db: Connection, _ due: [IssueOrder], at now: Date) throws -> [IssueOrder] {
        let gate = try CampaignGate.enter(db, Set(due.map(\.campaignID.ulid)))
        for campaign in Set(due.map(\.campaignID)) where !gate.isOpen(campaign.ulid) {
            _ = try takeBack(db, of: campaign, reason: CampaignGate.stopped, limit: 500, at: now)
        }
        return due.filter { gate.admits(.issuing, $0.campaignID.ulid, of: $0.companyID.ulid) }
    }

    /// Puts back orders that this worker holds without knowing it: nobody told it that the COMMIT of their claim took
    /// effect, so that it called for none of them. `called`: what it did begin a call for.
    ///
    /// - Returns: how many.
    static func releaseUncalled(
        _ db: Connection, worker: WorkerIdentity, except called: Set<IssueOrderID>, at now: Date
    ) throws -> Int {
        let held = try db.rows(
            "SELECT \(part: columns) FROM issue_order WHERE state = 'calling' AND owner = \(worker.text) FOR UPDATE"
        ).map(IssueOrder.init).filter { !called.contains($0.id) }
        for order in held {
            try db.execute(
                """
                UPDATE issue_order
                SET state = \(order.everAmbiguous ? State.ambiguous : .planned), attempts = attempts - 1, owner = NULL,
                    claimed_at = NULL, fence = fence + 1
                WHERE id = \(order.id)
                """)
            try SupplierCall.neverBegan(db, of: order, at: now)
            try Coupon.setIssue(
                db, of: [order.id], to: order.everAmbiguous ? .issuing : .waiting, note: order.note, at: now)
        }
        return held.count
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
}
