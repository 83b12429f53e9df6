import Coupons
import Foundation
import MariaDB
import Support

extension Message {
    /// Withdraws messages of a stopped campaign that are not handed over. A composer that still holds one finds its fence
    /// outdated and changes nothing.
    ///
    /// - Returns: how many.
    package static func withdrawUnsent(
        _ db: Connection, of campaign: CampaignID, reason: String, limit: Int, at now: Date
    ) throws -> Int {
        let ids: [MessageID] = try db.rows(
            """
            SELECT id FROM message WHERE campaign_id = \(campaign) AND state IN ('composing', 'composed')
            ORDER BY id LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map { try $0.value("id") }
        try withdraw(db, ids, reason: reason, at: now)
        return ids.count
    }

    /// How many messages of a campaign could still be handed over, or are being handed over.
    package static func unsent(_ db: Connection, of campaign: CampaignID) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM message
            WHERE campaign_id = \(campaign) AND state IN ('composing', 'composed', 'handing_over')
            """)[0].value("n")
    }
}
