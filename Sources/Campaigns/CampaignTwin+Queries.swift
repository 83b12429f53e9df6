import Accounts
import Foundation
import MariaDB
import Safeguards
import Support

extension Campaign {
    /// The latest campaign that is the same as one about to be inserted and was released within ``SentMomentsAgo/seconds``
    /// before it. One that was stopped does not count: its people got nothing, or are meant to be sent to again.
    static func twin(_ db: Connection, of new: Campaign, in scope: TenantScope, recipientsDigest: [UInt8]) throws -> ID?
    {
        let rows = try db.rows(
            """
            SELECT id, event_name, message FROM campaign
            WHERE \(part: scope.condition) AND company_id = \(new.companyID) AND recipients_digest = \(recipientsDigest)
                AND created_at > \(new.createdAt - SentMomentsAgo.seconds) AND goods_id = \(new.goodsID)
                AND total = \(new.total) AND scheduled_at <=> \(new.scheduledAt) AND state = 'released' AND id <> \(new.id)
            ORDER BY created_at DESC
            """)
        let holds = try Holds.current(db)
        return try rows.filter { row in
            let (event, message): (String, String) = (try row.value("event_name"), try row.value("message"))
            return EventName.isSame(event, new.eventName) && message.utf8.elementsEqual(new.message.utf8)
        }.map { try $0.value("id", as: ID.self) }.first { id in
            !holds.of(.campaign, id.ulid).contains { $0.cause == .stop }
        }
    }
}
