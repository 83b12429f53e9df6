import Foundation
import MariaDB
import Support

extension Hold {
    static let columns: SQL = "scope, subject, halts, cause, reason, held_by, held_at"

    init(_ row: Row) throws {
        self.init(
            try row.value("scope"), try row.value("subject"), halts: try row.value("halts"),
            cause: try row.value("cause"), reason: try row.value("reason"), by: try row.optional("held_by"),
            at: try row.value("held_at"))
    }

    /// Puts the hold in force.
    ///
    /// - Returns: false when the same was held already; then the older hold and its reason stand.
    @discardableResult
    package func place(_ db: Connection) throws -> Bool {
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO hold (scope, subject, halts, cause, reason, held_by, held_at)
                VALUES (\(scope), \(subject), \(halts), \(cause), \(String(reason.prefix(300))), \(heldBy), \(heldAt))
                """)
            return true
        } catch MariaDBError.duplicateKey {
            return false
        }
    }

    /// Lets go what is held and remembers when. A stop is for good and stays.
    ///
    /// - Returns: the holds that were lifted.
    @discardableResult
    package static func lift(
        _ db: Connection, _ scope: Scope, _ subject: ULID, halts: Halts? = nil, at now: Date = Date()
    ) throws -> [Hold] {
        let kind: SQL = if let halts { "halts = \(halts)" } else { "TRUE" }
        let condition: SQL = "scope = \(scope) AND subject = \(subject) AND cause <> 'stop' AND \(part: kind)"
        let lifted = try db.rows("SELECT \(part: columns) FROM hold WHERE \(part: condition) FOR UPDATE").map(Hold.init)
        guard !lifted.isEmpty else { return [] }
        try db.execute("DELETE FROM hold WHERE \(part: condition)")
        try db.execute("DELETE FROM hold_lifted WHERE scope = \(scope) AND subject = \(subject)")
        try db.execute("INSERT INTO hold_lifted (scope, subject, lifted_at) VALUES (\(scope), \(subject), \(now))")
        return lifted
    }

    /// When the subject was last let go; nil when it never was held. What went wrong before is forgiven.
    package static func lastLift(_ db: Connection, _ scope: Scope, _ subject: ULID) throws -> Date? {
        try db.row("SELECT lifted_at FROM hold_lifted WHERE scope = \(scope) AND subject = \(subject)")?
            .value("lifted_at")
    }

    /// A condition on `company_id` and `campaign_id` that is true for what was not let go after `time`: what was held has
    /// not had its turn yet.
    package static func notLifted(since time: Date) -> SQL {
        """
        NOT EXISTS (
            SELECT 1 FROM hold_lifted
            WHERE lifted_at > \(time) AND (scope = 'system' OR subject = company_id OR subject = campaign_id))
        """
    }

    /// The end of a stop: nothing is left to be taken back.
    package static func finishStop(_ db: Connection, _ campaign: ULID) throws {
        try db.execute("DELETE FROM hold WHERE scope = 'campaign' AND subject = \(campaign) AND cause = 'stop'")
    }
}
