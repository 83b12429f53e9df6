import Accounts
import Foundation
import MariaDB
import Sealing
import Support

extension Coupon {
    static let columns: SQL = """
        id, company_id, campaign_id, issue_order_id, position, name, phone, issue_state, delivery_state, \
        redemption_state, issue_note, delivery_note, barcode, order_id, valid_until, message_id, issued_at, \
        delivered_at, changed_at
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            issueOrderID: try row.value("issue_order_id"), position: try row.value("position"),
            issue: try row.value("issue_state"), delivery: try row.value("delivery_state"),
            redemption: try row.value("redemption_state"), issueNote: try row.optional("issue_note"),
            deliveryNote: try row.optional("delivery_note"), supplierOrderID: try row.optional("order_id"),
            validUntil: try row.optional("valid_until"), messageID: try row.optional("message_id"),
            issuedAt: try row.optional("issued_at"), deliveredAt: try row.optional("delivered_at"),
            changedAt: try row.value("changed_at"),
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

    package static func all(_ db: Connection, of order: IssueOrderID) throws -> [Coupon] {
        try db.rows("SELECT \(part: columns) FROM coupon WHERE issue_order_id = \(order) ORDER BY position").map(
            Coupon.init)
    }

    /// Sets the issue state of every coupon of an order that is not issued yet.
    package static func setIssue(
        _ db: Connection, of order: IssueOrderID, to state: IssueState, note: String?, at now: Date
    ) throws {
        try db.execute(
            """
            UPDATE coupon SET issue_state = \(state), issue_note = \(note), changed_at = \(now)
            WHERE issue_order_id = \(order) AND issue_state NOT IN ('issued', 'cancelled')
            """)
    }

    /// Gives a coupon its barcode. A second call for the same coupon changes nothing.
    ///
    /// Throws `duplicateKey` when another coupon has the barcode: one of the two is not ours.
    package static func issue(
        _ db: Connection, _ id: ID, barcode: String, supplierOrderID: String, validUntil: CalendarDay?, at now: Date,
        data: PersonalData
    ) throws {
        let sealed = try data.sealer.seal(barcode, in: place("barcode", id))
        try db.execute(
            """
            UPDATE coupon
            SET issue_state = 'issued', issue_note = NULL, barcode = \(sealed),
                barcode_index = \(data.index.barcode(barcode)), order_id = \(supplierOrderID),
                valid_until = \(validUntil), issued_at = \(now), changed_at = \(now)
            WHERE id = \(id) AND issue_state NOT IN ('issued', 'cancelled')
            """)
    }

    /// Locks issued coupons that have no message yet, for the caller's transaction to give them one.
    package static func lockIssuedWithoutMessage(_ db: Connection, limit: Int) throws -> [Coupon] {
        try db.rows(
            """
            SELECT \(part: columns) FROM coupon
            WHERE delivery_state = 'waiting' AND issue_state = 'issued' AND message_id IS NULL
            ORDER BY id LIMIT \(limit) FOR UPDATE SKIP LOCKED
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
