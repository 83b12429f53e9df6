import Coupons
import Foundation
import MariaDB
import Messaging

extension CampaignRules {
    package static func of(_ db: Connection, _ campaigns: Set<Campaign.ID>) throws -> [Campaign.ID: CampaignRules] {
        guard !campaigns.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT campaign.id, campaign.purpose, campaign.scheduled_at, campaign.callback_number,
                callback_number.id AS number_id,
                callback_number.expires_on AS number_expires_on
            FROM campaign LEFT JOIN callback_number
                ON callback_number.company_id = campaign.company_id
                AND callback_number.number = campaign.callback_number
            WHERE campaign.id IN (\(list: Array(campaigns)))
            """)
        return try rows.reduce(into: [:]) { rules, row in
            let purpose: Campaign.Purpose = try row.value("purpose")
            rules[try row.value("id")] = CampaignRules(
                isAdvertisement: purpose == .advertisement, scheduledAt: try row.optional("scheduled_at"),
                callbackNumber: try row.value("callback_number"), callbackNumberID: try row.optional("number_id"),
                callbackExpiresOn: try row.optional("number_expires_on"))
        }
    }
}
