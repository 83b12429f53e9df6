import Foundation
import MariaDB
import Support

extension Coupon {
    /// Cancels coupons that will never be asked for, and with them their messages.
    package static func cancelUnissued(_ db: Connection, of orders: [IssueOrderID], reason: String, at now: Date) throws
    {
        guard !orders.isEmpty else { return }
        try db.execute(
            """
            UPDATE coupon
            SET issue_state = 'cancelled', issue_note = \(reason), delivery_state = 'withdrawn', changed_at = \(now)
            WHERE issue_order_id IN (\(list: orders)) AND issue_state IN ('waiting', 'issuing')
            """)
    }

    /// Keeps coupons of a stopped campaign that have no message from getting one by themselves, also when a late answer
    /// still issues them.
    ///
    /// - Returns: how many.
    package static func withdrawUnsent(
        _ db: Connection, of campaign: CampaignID, reason: String, limit: Int, at now: Date
    ) throws -> Int {
        try db.execute(
            """
            UPDATE coupon SET delivery_state = 'withdrawn', delivery_note = \(reason), changed_at = \(now)
            WHERE campaign_id = \(campaign) AND delivery_state = 'waiting' AND message_id IS NULL
                AND issue_state IN ('issuing', 'issued', 'unconfirmed')
            ORDER BY id LIMIT \(limit)
            """)
    }

    /// Keeps locked coupons without a message from getting one by themselves.
    package static func withdraw(_ db: Connection, _ ids: [ID], reason: String, at now: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE coupon SET delivery_state = 'withdrawn', delivery_note = \(reason), changed_at = \(now)
            WHERE id IN (\(list: ids))
            """)
    }

    /// How many coupons of a campaign would still be issued or get their first message by themselves.
    package static func unsent(_ db: Connection, of campaign: CampaignID) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM coupon
            WHERE campaign_id = \(campaign) AND delivery_state = 'waiting' AND message_id IS NULL
                AND issue_state IN ('waiting', 'issuing', 'issued', 'unconfirmed')
            """)[0].value("n")
    }
}
