import Accounts
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// What is known of a list from campaigns before it.
package struct PastRecipients: Sendable {
    /// A campaign that went to exactly these numbers.
    package struct SameList: Sendable, Equatable {
        package let campaign: Campaign.ID
        package let eventName: String
        package let createdAt: Date
    }

    let database: Database
    let data: PersonalData

    package init(database: Database, data: PersonalData) { (self.database, self.data) = (database, data) }

    /// Those of `phones` that got a coupon of this event, or will.
    package func received(_ phones: [PhoneNumber], event: String, of company: Company.ID) async throws
        -> Set<PhoneNumber>
    {
        let event = event.tidied
        guard !event.isEmpty, !phones.isEmpty else { return [] }
        let campaigns: [Campaign.ID] = try await database.read { db in
            // The collation finds too many (for it 🍁 is 🎄); which of them it is, is said here.
            try db.rows("SELECT id, event_name FROM campaign WHERE company_id = \(company) AND event_name = \(event)")
                .filter { EventName.isSame(try $0.value("event_name"), event) }.map { try $0.value("id") }
        }
        guard !campaigns.isEmpty else { return [] }
        let byIndex = Dictionary(phones.map { (data.index.phone($0), $0) }, uniquingKeysWith: { first, _ in first })
        return try await database.read { db in
            var found: Set<PhoneNumber> = []
            let indexes = Array(byIndex.keys)
            for start in stride(from: 0, to: indexes.count, by: 1000) {
                let part = Array(indexes[start..<min(start + 1000, indexes.count)])
                let rows = try db.rows(
                    """
                    SELECT DISTINCT phone_index FROM coupon
                    WHERE company_id = \(company) AND phone_index IN (\(list: part))
                        AND campaign_id IN (\(list: campaigns)) AND issue_state NOT IN ('failed', 'cancelled')
                    """)
                for row in rows {
                    if let phone = byIndex[try row.value("phone_index")] { found.insert(phone) }
                }
            }
            return found
        }
    }

    /// The latest campaign of the last 90 days to the very same numbers.
    package func sameList(_ phones: [PhoneNumber], of company: Company.ID, at now: Date = Date()) async throws
        -> SameList?
    {
        guard !phones.isEmpty else { return nil }
        let digest = data.index.phones(phones)
        return try await database.read { db in
            try db.rows(
                """
                SELECT id, event_name, created_at FROM campaign
                WHERE company_id = \(company) AND recipients_digest = \(digest)
                    AND created_at > \(now.addingTimeInterval(-90 * 86400))
                ORDER BY created_at DESC LIMIT 1
                """
            ).first.map {
                SameList(
                    campaign: try $0.value("id"), eventName: try $0.value("event_name"),
                    createdAt: try $0.value("created_at"))
            }
        }
    }
}
