import Accounts
import Foundation
import MariaDB
import Support

extension Alert {
    private static let columns: SQL = "id, kind, subject, company_id, text, times, first_at, last_at, closed_at"

    private init(_ row: Row) throws {
        id = try row.value("id")
        kind = try row.value("kind")
        subject = try row.value("subject")
        companyID = try row.optional("company_id")
        text = try row.value("text")
        times = try row.value("times")
        firstAt = try row.value("first_at")
        lastAt = try row.value("last_at")
        closedAt = try row.optional("closed_at")
    }

    /// Opens an alert, or counts once more the one of this kind and subject that is open. `subject`: at most 64
    /// characters, empty for the system. `company`: whose affair it is; nil, the operators'.
    package static func raise(
        _ db: Connection, _ kind: Kind, about subject: String = "", company: ULID?, _ text: String,
        at now: Date = Date()
    ) throws {
        let text = String(text.prefix(500))
        guard try !countAgain(db, kind, subject, text, at: now) else { return }
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO alert (id, kind, subject, company_id, text, times, open, first_at, last_at)
                VALUES (\(ID.new(at: now)), \(kind), \(subject), \(company), \(text), 1, 1, \(now), \(now))
                """)
        } catch MariaDBError.duplicateKey {  // somebody else opened it a moment ago
            _ = try countAgain(db, kind, subject, text, at: now)
        }
    }

    private static func countAgain(
        _ db: Connection, _ kind: Kind, _ subject: String, _ text: String, at now: Date
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE alert SET times = times + 1, last_at = \(now), text = \(text)
            WHERE kind = \(kind) AND subject = \(subject) AND open = 1
            """) > 0
    }

    /// Closes what is open of this kind and subject; `nil` as user: it went away by itself.
    package static func close(
        _ db: Connection, _ kind: Kind, about subject: String = "", by user: ULID? = nil, at now: Date = Date()
    ) throws {
        try db.execute(
            """
            UPDATE alert SET open = NULL, closed_at = \(now), closed_by = \(user)
            WHERE kind = \(kind) AND subject = \(subject) AND open = 1
            """)
    }

    /// - Returns: false when there is no such open alert.
    package static func close(_ db: Connection, _ id: ID, by user: ULID, at now: Date = Date()) throws -> Bool {
        try db.execute(
            "UPDATE alert SET open = NULL, closed_at = \(now), closed_by = \(user) WHERE id = \(id) AND open = 1") > 0
    }

    package static func isOpen(_ db: Connection, _ kind: Kind, about subject: String = "") throws -> Bool {
        try db.row("SELECT id FROM alert WHERE kind = \(kind) AND subject = \(subject) AND open = 1") != nil
    }

    /// The open ones, the latest first. A company sees its own and those of the whole system, no other company's.
    package static func open(_ db: Connection, in scope: TenantScope, limit: Int = 100) throws -> [Alert] {
        // Each in the order of an index: of the two in one condition every open alert would be read.
        let parts: [SQL] =
            switch scope {
            case .company: [scope.condition, "company_id IS NULL"]
            case .all: [scope.condition]
            }
        let found = try parts.flatMap { part in
            try db.rows(
                """
                SELECT \(part: columns) FROM alert WHERE open = 1 AND \(part: part)
                ORDER BY last_at DESC LIMIT \(limit)
                """
            ).map(Alert.init)
        }
        return Array(found.sorted { $0.lastAt > $1.lastAt }.prefix(limit))
    }

    /// Those that nobody was told of yet, the oldest first. Told once for each opening.
    static func unsent(_ db: Connection, limit: Int) throws -> [Alert] {
        try db.rows(
            "SELECT \(part: columns) FROM alert WHERE sent_at IS NULL AND open = 1 ORDER BY id LIMIT \(limit)"
        ).map(Alert.init)
    }

    static func markSent(_ db: Connection, _ id: ID, at now: Date) throws {
        try db.execute("UPDATE alert SET sent_at = \(now) WHERE id = \(id)")
    }
}
