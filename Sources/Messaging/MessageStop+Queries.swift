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

    /// Those of `campaigns` that are stopped for good. Keeps the others from being finished in this transaction's time, so that
    /// what it begins is still found by the stop.
    static func stopped(_ db: Connection, _ campaigns: Set<CampaignID>) throws -> Set<CampaignID> {
        guard !campaigns.isEmpty else { return [] }
        let rows = try db.rows(
            "SELECT id, state FROM campaign WHERE id IN (\(list: Array(campaigns))) ORDER BY id LOCK IN SHARE MODE")
        return Set(
            try rows.filter { try $0.value("state", as: String.self) == "stopped" }.map { try $0.value("id") })
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
