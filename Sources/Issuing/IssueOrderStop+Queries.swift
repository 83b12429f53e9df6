import Coupons
import Foundation
import MariaDB

extension IssueOrder {
    /// Takes back orders of a stopped campaign. What was never asked for fails with its coupons cancelled; what was asked
    /// for without an answer is not asked for again: a person finds out what became of it.
    ///
    /// Orders that a worker is claiming at this moment are passed over; the next look finds them.
    /// - Returns: how many orders were settled.
    package static func takeBack(
        _ db: Connection, of campaign: CampaignID, reason: String, limit: Int, at now: Date
    ) throws -> Int {
        let planned: [IssueOrderID] = try db.rows(
            """
            SELECT id FROM issue_order WHERE campaign_id = \(campaign) AND state = 'planned' AND ever_ambiguous = 0
            ORDER BY id LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map { try $0.value("id") }
        if !planned.isEmpty {
            try db.execute(
                """
                UPDATE issue_order SET state = 'failed', note = \(reason), fence = fence + 1, finished_at = \(now),
                    replaced_at = \(now)
                WHERE id IN (\(list: planned))
                """)
            try Coupon.cancelUnissued(db, of: planned, reason: reason, at: now)
        }
        return try planned.count + leaveToPerson(db, of: campaign, limit: limit, at: now)
    }

    /// Nobody has anything to do any more about orders of a stopped campaign that failed before.
    package static func dismissFailed(_ db: Connection, of campaign: CampaignID, at now: Date) throws {
        try db.execute(
            """
            UPDATE issue_order SET replaced_at = \(now)
            WHERE campaign_id = \(campaign) AND state = 'failed' AND replaced_at IS NULL
            """)
    }

    /// How many orders could still be called, or are being called.
    package static func claimable(_ db: Connection, of campaign: CampaignID) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM issue_order
            WHERE campaign_id = \(campaign) AND state IN ('planned', 'calling', 'ambiguous')
            """)[0].value("n")
    }

    private static func leaveToPerson(_ db: Connection, of campaign: CampaignID, limit: Int, at now: Date) throws -> Int
    {
        let open = try db.rows(
            """
            SELECT \(part: columns) FROM issue_order
            WHERE campaign_id = \(campaign) AND (state = 'ambiguous' OR (state = 'planned' AND ever_ambiguous = 1))
            ORDER BY id LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map(IssueOrder.init)
        let note = "공급사 응답을 받지 못한 채 발송을 중지했습니다. 공급사에 발급 여부를 확인해 주세요."
        for order in open { try markUnconfirmed(db, order.id, note: note, at: now) }
        if let first = open.first { try UnconfirmedAlert.raise(db, of: first, note, at: now) }
        return open.count
    }
}
