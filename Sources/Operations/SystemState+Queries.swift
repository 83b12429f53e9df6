import Accounts
import Foundation
import MariaDB
import Safeguards
import Support

extension MessageQueue {
    static func current(_ db: Connection, at now: Date) throws -> MessageQueue {
        let due: SQL = "state = 'queued' AND requested_at <= \(now)"
        let preparing = try ["composing", "composed", "handing_over"].map { state in
            try count(db, "state = \(state)")
        }
        return MessageQueue(
            preparing: preparing.reduce(.none, +),
            waiting: try count(db, due), oldestWaiting: try oldest(db, due),
            scheduled: try count(db, "state = 'queued' AND requested_at > \(now)"),
            pending: try count(db, "state = 'pending'"), oldestPending: try oldest(db, "state = 'pending'"),
            lastResult: try lastResult(db))
    }

    private static func count(_ db: Connection, _ condition: SQL) throws -> Total {
        try db.total("SELECT state FROM message WHERE \(part: condition)")
    }

    private static func oldest(_ db: Connection, _ condition: SQL) throws -> Date? {
        try db.row(
            "SELECT requested_at FROM message WHERE \(part: condition) ORDER BY requested_at LIMIT 1")?
            .optional("requested_at")
    }

    /// The newest result of a message that was handed over, among the last that ended.
    private static func lastResult(_ db: Connection) throws -> Date? {
        try db.row(
            """
            SELECT done_at FROM (
                SELECT state, handed_over_at, done_at FROM message WHERE card_until IS NOT NULL
                ORDER BY card_until DESC LIMIT 200
            ) AS latest
            WHERE state IN ('delivered', 'failed') AND handed_over_at IS NOT NULL ORDER BY done_at DESC LIMIT 1
            """)?.optional("done_at")
    }
}

extension SupplierState {
    static func current(_ db: Connection) throws -> SupplierState {
        let success = try last(db, "done")?.at
        let failures = try ["refused", "not_sent", "unknown"].compactMap { try last(db, $0) }
        let failure = failures.max { $0.at < $1.at }.flatMap { $0.at > success ?? .distantPast ? $0 : nil }
        return SupplierState(
            lastSuccess: success, lastFailure: failure?.at, failureReason: failure?.reason,
            waiting: try waiting(db, "planned") + waiting(db, "ambiguous"))
    }

    /// The newest of the last calls that ended so. A question or a cancellation that is refused says nothing of COUFUN's
    /// health: the coupon is used, or the barcode nobody's.
    private static func last(_ db: Connection, _ outcome: String) throws -> (at: Date, reason: String?)? {
        try db.row(
            """
            SELECT ended_at, reason FROM (
                SELECT ended_at, reason, kind FROM supplier_call WHERE outcome = \(outcome) AND ended_at IS NOT NULL
                ORDER BY ended_at DESC LIMIT 50) AS newest
            WHERE kind = 'create' OR \(outcome) <> 'refused' ORDER BY ended_at DESC LIMIT 1
            """
        ).map { (try $0.value("ended_at"), try $0.optional("reason")) }
    }

    private static func waiting(_ db: Connection, _ state: String) throws -> Total {
        try db.total("SELECT state FROM issue_order WHERE state = \(state) AND due_at <= NOW(3)")
    }
}

extension NamedHold {
    /// Callback numbers from which nothing is sent, with the reason.
    static func heldNumbers(_ db: Connection, in scope: TenantScope) throws -> [CallbackNumber.ID: String] {
        try db.rows(
            """
            SELECT hold.subject, hold.reason FROM hold JOIN callback_number ON callback_number.id = hold.subject
            WHERE hold.scope = 'callback_number' AND \(part: scope.condition)
            """
        ).reduce(into: [:]) { held, row in held[try row.value("subject")] = try row.value("reason") }
    }

    /// The names of what is held, in Korean.
    static func names(_ db: Connection, of holds: [Hold]) throws -> [ULID: String] {
        var names: [ULID: String] = [:]
        let subjects = Dictionary(grouping: holds, by: \.scope).mapValues { $0.map(\.subject) }
        if let ids = subjects[.company] {
            for row in try db.rows("SELECT id, name FROM company WHERE id IN (\(list: ids))") {
                names[try row.value("id")] = try row.value("name")
            }
        }
        if let ids = subjects[.callbackNumber] {
            for row in try db.rows("SELECT id, number FROM callback_number WHERE id IN (\(list: ids))") {
                names[try row.value("id")] = try row.value("number")
            }
        }
        if let ids = subjects[.campaign] {
            for row in try db.rows("SELECT id, event_name FROM campaign WHERE id IN (\(list: ids))") {
                names[try row.value("id")] = try row.value("event_name")
            }
        }
        return names
    }
}
