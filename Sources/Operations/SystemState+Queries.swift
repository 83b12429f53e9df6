import Accounts
import Foundation
import MariaDB
import Safeguards
import Support

extension MessageQueue {
    static func current(_ db: Connection, at now: Date) throws -> MessageQueue {
        let counts = try db.rows(
            """
            SELECT state, requested_at > \(now) AS later, COUNT(*) AS n, MIN(requested_at) AS oldest
            FROM message WHERE state IN ('composing', 'composed', 'handing_over', 'queued', 'pending')
            GROUP BY state, later
            """)
        var (preparing, waiting, scheduled, pending) = (0, 0, 0, 0)
        var (oldestWaiting, oldestPending): (Date?, Date?)
        for row in counts {
            let count: Int = try row.value("n")
            let isLater = try row.optional("later", as: Bool.self) ?? false
            switch try row.value("state", as: String.self) {
            case "queued" where isLater: scheduled += count
            case "queued":
                waiting += count
                oldestWaiting = try row.optional("oldest")
            case "pending":
                pending += count
                let oldest: Date? = try row.optional("oldest")
                oldestPending = [oldestPending, oldest].compactMap(\.self).min()
            default: preparing += count
            }
        }
        let last: Date? = try db.row(
            """
            SELECT done_at FROM message WHERE state IN ('delivered', 'failed') AND handed_over_at IS NOT NULL
            ORDER BY card_until DESC LIMIT 1
            """)?.optional("done_at")
        return MessageQueue(
            preparing: preparing, waiting: waiting, oldestWaiting: oldestWaiting, scheduled: scheduled,
            pending: pending, oldestPending: oldestPending, lastResult: last)
    }
}

extension SupplierState {
    static func current(_ db: Connection) throws -> SupplierState {
        let success: Date? = try db.row(
            "SELECT ended_at FROM supplier_call WHERE outcome = 'done' ORDER BY id DESC LIMIT 1")?.optional("ended_at")
        let failure = try db.row(
            """
            SELECT ended_at, reason FROM supplier_call
            WHERE outcome IN ('refused', 'not_sent', 'unknown') ORDER BY id DESC LIMIT 1
            """)
        let failedAt: Date? = try failure?.optional("ended_at")
        let isNewer = failedAt.map { $0 > success ?? .distantPast } ?? false
        return SupplierState(
            lastSuccess: success, lastFailure: isNewer ? failedAt : nil,
            failureReason: isNewer ? try failure?.optional("reason") : nil,
            waiting: try db.rows(
                "SELECT COUNT(*) AS n FROM issue_order WHERE state IN ('planned', 'ambiguous') AND due_at <= NOW(3)")[0]
                .value("n"))
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
