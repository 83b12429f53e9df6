import Accounts
import Foundation
import MariaDB
import Sealing
import Support

extension Coupon {
    static let columns: SQL = """
        id, company_id, campaign_id, issue_order_id, position, name, phone, issue_state, delivery_state, \
        redemption_state, issue_note, delivery_note, barcode, order_id, valid_until, message_id, issued_at, \
        delivered_at, changed_at, used_at, used_branch, balance, status_checked_at, supplier_status, supplier_kind, \
        supplier_remaining, supplier_total, supplier_exchanged_at, cancel_requested_at, \
        \(part: RedemptionState.hasExpired) AS has_expired
        """

    init(_ row: Row) throws {
        let use = Use(
            state: try row.value("redemption_state"), usedAt: try row.optional("used_at"),
            branch: try row.optional("used_branch"), balance: try row.won("balance"), answer: try SupplierAnswer(row))
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            issueOrderID: try row.value("issue_order_id"), position: try row.value("position"),
            issue: try row.value("issue_state"), delivery: try row.value("delivery_state"),
            redemption: try row.value("has_expired") ? .expired : use.state, issueNote: try row.optional("issue_note"),
            deliveryNote: try row.optional("delivery_note"), supplierOrderID: try row.optional("order_id"),
            validUntil: try row.optional("valid_until"), messageID: try row.optional("message_id"),
            issuedAt: try row.optional("issued_at"), deliveredAt: try row.optional("delivered_at"),
            changedAt: try row.value("changed_at"), cancelRequestedAt: try row.optional("cancel_requested_at"),
            use: use,
            sealed: SealedCoupon(
                name: try row.value("name"), phone: try row.value("phone"), barcode: try row.optional("barcode")))
    }

    package static func find(_ db: Connection, _ id: ID, in scope: TenantScope) throws -> Coupon? {
        try db.rows("SELECT \(part: columns) FROM coupon WHERE id = \(id) AND \(part: scope.condition)").first.map(
            Coupon.init)
    }

    package static func all(_ db: Connection, ids: [ID]) throws -> [Coupon] {
        guard !ids.isEmpty else { return [] }
        return try db.rows("SELECT \(part: columns) FROM coupon WHERE id IN (\(list: ids)) ORDER BY id").map(
            Coupon.init)
    }

    /// Locks coupons, for acts that depend on their states.
    package static func lock(_ db: Connection, _ ids: [ID]) throws -> [Coupon] {
        guard !ids.isEmpty else { return [] }
        return try db.rows("SELECT \(part: columns) FROM coupon WHERE id IN (\(list: ids)) ORDER BY id FOR UPDATE").map(
            Coupon.init)
    }

    package static func all(_ db: Connection, of order: IssueOrderID) throws -> [Coupon] {
        try db.rows("SELECT \(part: columns) FROM coupon WHERE issue_order_id = \(order) ORDER BY position").map(
            Coupon.init)
    }

    /// The coupons of orders: by order, then in their sequence.
    package static func ids(_ db: Connection, of orders: [IssueOrderID]) throws -> [(order: IssueOrderID, coupon: ID)] {
        guard !orders.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT issue_order_id, id FROM coupon WHERE issue_order_id IN (\(list: orders))
            ORDER BY issue_order_id, position
            """
        ).map { (try $0.value("issue_order_id"), try $0.value("id")) }
    }

    /// Puts coupons under other orders than the one they were planned under.
    package static func move(_ db: Connection, _ moves: [(coupon: ID, order: IssueOrderID)]) throws {
        try db.executeMany(
            "UPDATE coupon SET issue_order_id = ? WHERE id = ?",
            rows: moves.map { [$0.order.sqlValue, $0.coupon.sqlValue] })
    }

    /// Sets the issue state of every coupon of orders that is not issued yet.
    package static func setIssue(
        _ db: Connection, of orders: [IssueOrderID], to state: IssueState, note: String?, at now: Date
    ) throws {
        guard !orders.isEmpty else { return }
        try db.execute(
            """
            UPDATE coupon SET issue_state = \(state), issue_note = \(note), changed_at = \(now)
            WHERE issue_order_id IN (\(list: orders)) AND issue_state NOT IN ('issued', 'cancelled')
            """)
    }

    /// Gives coupons their barcodes. A barcode is money: none may vanish because its coupon was not there to take it.
    ///
    /// - Throws: `BarcodeWithoutCoupon` when one of them is gone, issued or cancelled; `duplicateKey` when another coupon has
    ///   one of the barcodes: one of the two is not ours. The caller's transaction must not commit then.
    package static func issue(_ db: Connection, _ coupons: [IssuedCoupon], at now: Date, data: PersonalData) throws {
        let rows = try coupons.map { coupon -> [SQL.Value] in
            [
                try data.sealer.seal(coupon.barcode, in: place("barcode", coupon.id)).sqlValue,
                data.index.barcode(coupon.barcode).sqlValue, coupon.supplierOrderID.sqlValue,
                coupon.validUntil?.sqlValue ?? .null, now.sqlValue, now.sqlValue, coupon.id.sqlValue,
            ]
        }
        let taken = try db.executeMany(
            """
            UPDATE coupon
            SET issue_state = 'issued', issue_note = NULL, barcode = ?, barcode_index = ?, order_id = ?,
                valid_until = ?, issued_at = ?, changed_at = ?
            WHERE id = ? AND issue_state NOT IN ('issued', 'cancelled')
            """, rows: rows)
        guard taken == coupons.count else { throw BarcodeWithoutCoupon() }
    }

    /// Adds to issued coupons what COUFUN told of them later and nobody knew before.
    package static func complete(
        _ db: Connection, _ ids: [ID], supplierOrderID: String, validUntil: CalendarDay?, at now: Date
    ) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE coupon
            SET valid_until = COALESCE(valid_until, \(validUntil)),
                order_id = COALESCE(NULLIF(order_id, ''), \(supplierOrderID)), changed_at = \(now)
            WHERE id IN (\(list: ids)) AND (valid_until IS NULL OR COALESCE(order_id, '') = '')
            """)
    }

    /// Campaigns with issued coupons that have no message yet.
    /// `admitted`: a condition on `company_id` and `campaign_id`: what is not held back.
    package static func campaignsWithoutMessage(_ db: Connection, where admitted: SQL) throws
        -> [(company: Company.ID, campaign: CampaignID)]
    {
        try db.rows(
            """
            SELECT DISTINCT company_id, campaign_id FROM coupon
            WHERE delivery_state = 'waiting' AND issue_state = 'issued' AND message_id IS NULL AND \(part: admitted)
            LIMIT 1000
            """
        ).map { (try $0.value("company_id"), try $0.value("campaign_id")) }
    }

    /// Locks a campaign's issued coupons that have no message yet, for the caller's transaction to give them one.
    package static func lockIssuedWithoutMessage(
        _ db: Connection, of campaign: CampaignID, _ company: Company.ID, limit: Int
    ) throws -> [Coupon] {
        guard limit > 0 else { return [] }
        return try db.rows(
            """
            SELECT \(part: columns) FROM coupon
            WHERE delivery_state = 'waiting' AND issue_state = 'issued' AND message_id IS NULL
                AND company_id = \(company) AND campaign_id = \(campaign)
            ORDER BY id LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map(Coupon.init)
    }

    /// Locks issued coupons of a campaign whose delivery failed.
    package static func lockFailedDeliveries(_ db: Connection, of campaign: CampaignID, limit: Int) throws -> [Coupon] {
        try db.rows(
            """
            SELECT \(part: columns) FROM coupon
            WHERE campaign_id = \(campaign) AND issue_state = 'issued' AND delivery_state = 'failed'
            ORDER BY position LIMIT \(limit) FOR UPDATE
            """
        ).map(Coupon.init)
    }

    /// Makes each message the newest of its coupon.
    package static func setMessages(_ db: Connection, _ pairs: [(coupon: ID, message: MessageID)]) throws {
        try db.executeMany(
            "UPDATE coupon SET message_id = ? WHERE id = ?",
            rows: pairs.map { [$0.message.sqlValue, $0.coupon.sqlValue] })
    }

    /// Moves the delivery of coupons whose newest message is `messages`; older messages change nothing.
    package static func setDelivery(
        _ db: Connection, ofMessages messages: [MessageID], to state: DeliveryState, note: String? = nil,
        deliveredAt: Date? = nil, at now: Date
    ) throws {
        guard !messages.isEmpty else { return }
        try db.execute(
            """
            UPDATE coupon
            SET delivery_state = \(state), delivery_note = \(note), delivered_at = \(deliveredAt), changed_at = \(now)
            WHERE message_id IN (\(list: messages))
            """)
    }

    /// Records the ends of messages. Only the newest message of a coupon moves it.
    package static func recordDelivery(_ db: Connection, _ ends: [DeliveryEnd]) throws {
        try db.executeMany(
            """
            UPDATE coupon SET delivery_state = ?, delivery_note = ?, delivered_at = ?, changed_at = ? WHERE message_id = ?
            """,
            rows: ends.map { end in
                [
                    end.state.sqlValue, end.note?.sqlValue ?? .null,
                    end.state == .delivered ? end.at.sqlValue : .null, end.at.sqlValue, end.message.sqlValue,
                ]
            })
    }
}

/// COUFUN gave a barcode, and there is no coupon that could take it.
package struct BarcodeWithoutCoupon: Error {
    package init() {}
}

/// What COUFUN gave for one coupon.
package struct IssuedCoupon: Sendable {
    let id: Coupon.ID
    let barcode: String
    let supplierOrderID: String
    let validUntil: CalendarDay?

    package init(id: Coupon.ID, barcode: String, supplierOrderID: String, validUntil: CalendarDay?) {
        (self.id, self.barcode, self.supplierOrderID, self.validUntil) = (id, barcode, supplierOrderID, validUntil)
    }
}

/// The end of a message as its coupon shows it.
package struct DeliveryEnd: Sendable {
    let message: MessageID
    let state: DeliveryState
    let note: String?
    let at: Date

    package init(message: MessageID, state: DeliveryState, note: String?, at: Date) {
        (self.message, self.state, self.note, self.at) = (message, state, note, at)
    }
}
