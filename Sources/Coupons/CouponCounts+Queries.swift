import Foundation
import MariaDB

/// The coupons of a campaign by state, counted from the rows (rule 6: never from stored counters).
package struct CouponCounts: Sendable, Equatable {
    package var total = 0
    package var issue: [IssueState: Int] = [:]
    package var delivery: [DeliveryState: Int] = [:]
    package var redemption: [RedemptionState: Int] = [:]
    /// Of the expired ones those that were used in part before.
    package var expiredInPart = 0
    /// Coupons that something will still happen to without a person.
    package var moving = 0

    package init() {}

    package static func of(_ db: Connection, _ campaigns: [CampaignID]) throws -> [CampaignID: CouponCounts] {
        guard !campaigns.isEmpty else { return [:] }
        var counts: [CampaignID: CouponCounts] = [:]
        for row in try db.rows(
            """
            SELECT campaign_id, issue_state, delivery_state, redemption_state,
                COUNT(*) AS coupons, COUNT(IF(\(part: RedemptionState.hasExpired), 1, NULL)) AS expired
            FROM coupon WHERE campaign_id IN (\(list: campaigns))
            GROUP BY campaign_id, issue_state, delivery_state, redemption_state
            """)
        {
            try counts[row.value("campaign_id"), default: .init()].add(
                row.value("issue_state"), row.value("delivery_state"), row.value("redemption_state"),
                count: row.value("coupons"), expired: row.value("expired"))
        }
        return counts
    }

    /// How many coupons of a campaign changed last at or after `time` and have nothing outstanding.
    package static func settled(_ db: Connection, _ campaign: CampaignID, since time: Date) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS coupons FROM coupon
            WHERE campaign_id = \(campaign) AND changed_at >= \(time)
                AND (delivery_state IN ('delivered', 'failed') OR issue_state IN ('failed', 'unconfirmed'))
            """)[0].value("coupons")
    }

    /// Used, wholly or in part, whether or not the rest has expired since.
    package var redeemed: Int { redemption[.used, default: 0] + redemption[.partlyUsed, default: 0] + expiredInPart }

    private mutating func add(
        _ issue: IssueState, _ delivery: DeliveryState, _ use: RedemptionState, count: Int, expired: Int
    ) {
        total += count
        self.issue[issue, default: 0] += count
        self.delivery[delivery, default: 0] += count
        if count > expired { redemption[use, default: 0] += count - expired }
        if expired > 0 { redemption[.expired, default: 0] += expired }
        if use == .partlyUsed { expiredInPart += expired }
        switch (issue, delivery) {
        case (.waiting, _), (.issuing, _), (.issued, .waiting), (.issued, .queued), (.issued, .pending): moving += count
        case (.issued, .delivered), (.issued, .failed), (.issued, .withdrawn), (.failed, _), (.unconfirmed, _),
            (.cancelled, _):
            break
        }
    }
}
