import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// What a person decides about orders: only by what COUFUN says, and only when no call is in flight.
extension IssueOrder {
    /// Orders of a state that still wait for a person, the oldest first, with how many there are and the amount of these.
    package static func awaiting(_ db: Connection, _ state: State, offset: Int, limit: Int) throws -> (
        orders: [IssueOrder], total: Total, amount: Won
    ) {
        let condition: SQL = "state = \(state) AND replaced_at IS NULL"
        let sums = try db.rows(
            """
            SELECT COUNT(*) AS orders, COALESCE(SUM(amount), 0) AS amount FROM (
                SELECT unit_price * quantity AS amount FROM issue_order
                WHERE \(part: condition) ORDER BY id LIMIT \(Total.reach + 1)
            ) AS counted
            """)[0]
        let orders = try db.rows(
            """
            SELECT \(part: columns) FROM issue_order WHERE \(part: condition)
            ORDER BY id LIMIT \(limit) OFFSET \(offset)
            """
        ).map(IssueOrder.init)
        return (orders, Total(try sums.value("orders")), Won(try sums.value("amount")))
    }

    package static func unconfirmed(_ db: Connection, of campaign: CampaignID) throws -> Int {
        try db.rows(
            "SELECT COUNT(*) AS n FROM issue_order WHERE campaign_id = \(campaign) AND state = 'unconfirmed'"
        )[0].value("n")
    }

    /// Locks an order that nobody can know about; nil when it was settled meanwhile.
    package static func lockUnconfirmed(_ db: Connection, _ id: IssueOrderID) throws -> IssueOrder? {
        try db.row("SELECT \(part: columns) FROM issue_order WHERE id = \(id) AND state = 'unconfirmed' FOR UPDATE")
            .map(IssueOrder.init)
    }

    /// Settles a locked order by evidence: as issued, or as failed because COUFUN issued nothing under it.
    ///
    /// A reply that is still on its way finds a newer fence and is evidence only.
    package func resolve(_ db: Connection, to state: State, evidence: String, by user: User.ID, at now: Date) throws {
        // Without coupons of its own, or in a stopped campaign, nothing of it is ever planned anew.
        let waits =
            try !Coupon.ids(db, of: [id]).isEmpty && CampaignGate.enter(db, [campaignID.ulid]).isOpen(campaignID.ulid)
        try db.execute(
            """
            UPDATE issue_order
            SET state = \(state), owner = NULL, claimed_at = NULL, fence = fence + 1, finished_at = \(now),
                note = \(state == .issued ? nil : "공급사 확인 결과 발급되지 않았습니다."), evidence = \(evidence),
                resolved_by = \(user), resolved_at = \(now), replaced_at = \(waits ? nil : now)
            WHERE id = \(id)
            """)
    }

    /// Plans the coupons of a campaign's failed orders anew, under new TR_IDs: nothing was issued under the old ones. Only
    /// coupons that failed with them: what was cancelled or issued meanwhile could not take another barcode.
    ///
    /// - Returns: the coupons planned.
    package static func replaceFailed(_ db: Connection, of campaign: CampaignID, at now: Date) throws -> Int {
        let failed = try db.rows(
            """
            SELECT \(part: columns) FROM issue_order
            WHERE campaign_id = \(campaign) AND state = 'failed' AND replaced_at IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM coupon WHERE coupon.issue_order_id = issue_order.id AND coupon.issue_state <> 'failed')
            ORDER BY id LIMIT 1000 FOR UPDATE
            """
        ).map(IssueOrder.init)
        guard !failed.isEmpty else { return 0 }
        let plans = failed.map { order in
            IssuePlan(
                id: .new(at: now), companyID: order.companyID, campaignID: campaign, pocID: order.pocID,
                goodsID: order.goodsID, quantity: order.quantity, unitPrice: order.unitPrice, dueAt: now)
        }
        let successor = Dictionary(uniqueKeysWithValues: zip(failed.map(\.id), plans.map(\.id)))
        let coupons = try Coupon.ids(db, of: failed.map(\.id))
        try plan(db, plans, at: now)
        try Coupon.move(
            db, coupons.compactMap { pair in successor[pair.order].map { (coupon: pair.coupon, order: $0) } })
        try Coupon.setIssue(db, of: plans.map(\.id), to: .waiting, note: nil, at: now)
        try db.execute("UPDATE issue_order SET replaced_at = \(now) WHERE id IN (\(list: failed.map(\.id)))")
        return coupons.count
    }

    /// When it was registered: its id carries the time.
    package var plannedAt: Date { Date(timeIntervalSince1970: Double(id.ulid.high >> 16) / 1000) }
}

/// One attempt at COUFUN, as a person looks at it.
package struct CallRecord: Sendable, Equatable {
    package let attempt: Int
    package let startedAt: Date
    package let endedAt: Date?
    /// `done`, `refused`, `not_sent`, `unknown`; nil: the process died during the call.
    package let outcome: String?
    package let httpStatus: Int?
    package let code: String?
    package let reason: String?

    init(_ row: Row) throws {
        attempt = try row.value("attempt")
        startedAt = try row.value("started_at")
        endedAt = try row.optional("ended_at")
        outcome = try row.optional("outcome")
        httpStatus = try row.optional("http_status")
        code = try row.optional("code")
        reason = try row.optional("reason")
    }
}

extension SupplierCall {
    /// Every attempt for these orders, in their sequence.
    package static func records(_ db: Connection, of orders: [IssueOrderID]) throws -> [IssueOrderID: [CallRecord]] {
        guard !orders.isEmpty else { return [:] }
        return try db.rows(
            """
            SELECT issue_order_id, attempt, started_at, ended_at, outcome, http_status, code, reason FROM supplier_call
            WHERE issue_order_id IN (\(list: orders)) AND kind = 'create' ORDER BY id
            """
        ).reduce(into: [:]) { records, row in
            records[try row.value("issue_order_id"), default: []].append(try CallRecord(row))
        }
    }
}
