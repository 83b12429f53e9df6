import Coupons
import Foundation
import MariaDB

extension IssueOrder {
    /// Moves the calls of a campaign that nobody has begun.
    package static func reschedule(_ db: Connection, of campaign: CampaignID, to time: Date) throws {
        try db.execute(
            """
            UPDATE issue_order SET due_at = \(time), wanted_at = \(time)
            WHERE campaign_id = \(campaign) AND state = 'planned' AND attempts = 0
            """)
    }
}
