import Coupons
import Foundation
import MariaDB
import Support
import UMS

extension Message {
    /// Messages whose result is outstanding and due to be looked for.
    static func dueForResult(_ db: Connection, limit: Int, at now: Date) throws -> [Message] {
        var due: [Message] = []
        for state in [State.queued, .pending] where due.count < limit {
            due += try db.rows(
                """
                SELECT \(part: columns) FROM message
                WHERE state = \(state) AND look_at <= \(now) ORDER BY look_at LIMIT \(limit - due.count)
                """
            ).map(Message.init)
        }
        return due
    }

    /// Locks those of `ids` that have no result yet.
    static func lockAwaited(_ db: Connection, _ ids: [MessageID]) throws -> [MessageID] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT id FROM message WHERE id IN (\(list: ids)) AND state IN ('queued', 'pending') ORDER BY id FOR UPDATE
            """
        ).map { try $0.value("id") }
    }

    /// Records the results of locked messages.
    static func recordResults(_ db: Connection, _ results: [Settled], cardUntil: Date) throws {
        try db.executeMany(
            """
            UPDATE message SET state = ?, result_code = ?, result_kind = ?, result_text = ?, telco = ?, done_at = ?,
                card_until = ?
            WHERE id = ? AND state IN ('queued', 'pending')
            """,
            rows: results.map { result in
                [
                    result.state.sqlValue, result.code.sqlValue, result.kind.rawValue.sqlValue,
                    (result.text?.sqlValue ?? .null), (result.telco?.rawValue.sqlValue ?? .null),
                    result.doneAt.sqlValue, cardUntil.sqlValue, result.message.id.sqlValue,
                ]
            })
    }

    /// The classes of a campaign's last results, the latest first, of messages handed over after `since`.
    static func lastResultKinds(_ db: Connection, of campaign: CampaignID, since: Date?, limit: Int) throws -> [String]
    {
        let after: SQL = if let since { "COALESCE(handed_over_at, created_at) > \(since)" } else { "TRUE" }
        return try db.rows(
            """
            SELECT result_kind FROM message
            WHERE campaign_id = \(campaign) AND state IN ('delivered', 'failed') AND \(part: after)
            ORDER BY done_at DESC, id DESC LIMIT \(limit)
            """
        ).map { try $0.optional("result_kind") ?? "" }
    }

    static func company(_ db: Connection, of campaign: CampaignID) throws -> ULID? {
        try db.row("SELECT company_id FROM message WHERE campaign_id = \(campaign) LIMIT 1")?.value("company_id")
    }

    /// How many messages without a result were to be sent before `time`.
    static func countAwaited(_ db: Connection, _ state: State, before time: Date) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM message
            WHERE state = \(state) AND requested_at < \(time) AND handed_over_at < \(time)
            """)[0].value("n")
    }

    /// Looks again later at messages without a result.
    static func lookAgain(_ db: Connection, _ ids: [MessageID], at next: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET look_at = \(next) WHERE id IN (\(list: ids)) AND state IN ('queued', 'pending')
            """)
    }

    /// Records that the agent has taken messages: their results are outstanding.
    static func markPending(_ db: Connection, _ ids: [MessageID], at now: Date) throws {
        // Another process may have recorded the result of one meanwhile.
        let waiting = try lockQueued(db, ids).map(\.id)
        guard !waiting.isEmpty else { return }
        try db.execute("UPDATE message SET state = 'pending' WHERE id IN (\(list: waiting))")
        try Coupon.setDelivery(db, ofMessages: waiting, to: .pending, at: now)
    }
}
