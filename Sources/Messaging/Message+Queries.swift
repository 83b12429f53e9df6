import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import Support

extension Message {
    static let columns: SQL = """
        id, company_id, campaign_id, coupon_id, attempt, client_key, state, card_path, card_bytes, requested_at, \
        handed_over_at, result_code, result_text, telco, done_at, created_at, cause, retries, not_before, asked_by, \
        reason, fence
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            couponID: try row.value("coupon_id"), attempt: try row.value("attempt"),
            clientKey: try row.value("client_key"), state: try row.value("state"),
            cardPath: try row.optional("card_path"), cardBytes: try row.optional("card_bytes"),
            requestedAt: try row.optional("requested_at"), handedOverAt: try row.optional("handed_over_at"),
            resultCode: try row.optional("result_code"), resultText: try row.optional("result_text"),
            telco: try row.optional("telco"), doneAt: try row.optional("done_at"),
            createdAt: try row.value("created_at"), cause: try row.value("cause"), retries: try row.value("retries"),
            notBefore: try row.optional("not_before"), askedBy: try row.optional("asked_by"),
            reason: try row.optional("reason"), fence: try row.value("fence"))
    }

    package static func all(_ db: Connection, of coupon: Coupon.ID, in scope: TenantScope) throws -> [Message] {
        try db.rows(
            """
            SELECT \(part: columns) FROM message WHERE coupon_id = \(coupon) AND \(part: scope.condition)
            ORDER BY attempt
            """
        ).map(Message.init)
    }

    /// The latest attempt of each coupon that has one.
    package static func newest(_ db: Connection, of coupons: [Coupon.ID]) throws -> [Coupon.ID: Message] {
        guard !coupons.isEmpty else { return [:] }
        let all = try db.rows(
            "SELECT \(part: columns) FROM message WHERE coupon_id IN (\(list: coupons)) ORDER BY attempt"
        ).map(Message.init)
        return Dictionary(all.map { ($0.couponID, $0) }, uniquingKeysWith: { $1 })
    }

    /// How often people have sent each coupon again.
    package static func resends(_ db: Connection, of coupons: [Coupon.ID]) throws -> [Coupon.ID: Int] {
        guard !coupons.isEmpty else { return [:] }
        return try db.rows(
            """
            SELECT coupon_id, COUNT(*) AS n FROM message
            WHERE coupon_id IN (\(list: coupons)) AND cause = 'resend' GROUP BY coupon_id
            """
        ).reduce(into: [:]) { counts, row in counts[try row.value("coupon_id")] = try row.value("n", as: Int.self) }
    }

    /// Begins an automatic attempt now, as a resend of a person.
    ///
    /// - Returns: false when it was begun already.
    package static func bringForward(_ db: Connection, _ id: MessageID, by user: User.ID, reason: String) throws -> Bool
    {
        try db.execute(
            """
            UPDATE message SET cause = 'resend', retries = 0, not_before = NULL, asked_by = \(user), reason = \(reason)
            WHERE id = \(id) AND state = 'composing' AND owner IS NULL AND not_before IS NOT NULL
            """) == 1
    }

    /// Adds attempts that wait to be drawn; with an owner they are being drawn.
    package static func insert(_ db: Connection, _ messages: [Message], owner: WorkerIdentity? = nil) throws {
        guard !messages.isEmpty else { return }
        try db.insertMany(
            into: "message",
            columns: [
                "id", "company_id", "campaign_id", "coupon_id", "attempt", "client_key", "state", "cause", "retries",
                "not_before", "asked_by", "reason", "owner", "fence", "claimed_at", "created_at",
            ],
            rows: messages.map { message in
                [
                    message.id.sqlValue, message.companyID.sqlValue, message.campaignID.sqlValue,
                    message.couponID.sqlValue, message.attempt.sqlValue, message.clientKey.sqlValue,
                    message.state.sqlValue, message.cause.sqlValue, message.retries.sqlValue,
                    message.notBefore?.sqlValue ?? .null, message.askedBy?.sqlValue ?? .null,
                    message.reason?.sqlValue ?? .null, owner?.text.sqlValue ?? .null, message.fence.sqlValue,
                    owner == nil ? .null : message.createdAt.sqlValue, message.createdAt.sqlValue,
                ]
            })
    }

    /// Locks the messages of a condition, in the order of their ids.
    static func lock(_ db: Connection, _ condition: SQL) throws -> [Message] {
        try db.rows("SELECT \(part: columns) FROM message WHERE \(part: condition) ORDER BY id FOR UPDATE").map(
            Message.init)
    }
}
