import Accounts
import Foundation
import MariaDB
import Support

extension SavedDraft {
    private static let columns: SQL = "id, content, created_at, changed_at"

    private init(_ row: Row) throws {
        let text: String = try row.value("content")
        self.init(
            id: try row.value("id"), content: try JSONDecoder().decode(Content.self, from: Data(text.utf8)),
            createdAt: try row.value("created_at"), changedAt: try row.value("changed_at"))
    }

    /// Keeps it under its id.
    ///
    /// - Returns: false when the id is another user's.
    static func save(_ db: Connection, _ id: ID, _ content: Content, by user: Principal, at now: Date) throws -> Bool {
        let json = String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
        let name = content.eventName ?? ""
        let changed = try db.execute(
            """
            UPDATE campaign_draft SET event_name = \(name), content = \(json), changed_at = \(now)
            WHERE id = \(id) AND user_id = \(user.userID)
            """)
        guard changed == 0 else { return true }
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO campaign_draft (id, company_id, user_id, event_name, content, created_at, changed_at)
                VALUES (\(id), \(user.companyID), \(user.userID), \(name), \(json), \(now), \(now))
                """)
        } catch MariaDBError.duplicateKey {
            // Nothing differed, or it is somebody else's.
            return try find(db, id, of: user.userID) != nil
        }
        return true
    }

    static func find(_ db: Connection, _ id: ID, of user: User.ID) throws -> SavedDraft? {
        try db.row("SELECT \(part: columns) FROM campaign_draft WHERE id = \(id) AND user_id = \(user)")
            .map(SavedDraft.init)
    }

    /// The latest first.
    static func all(_ db: Connection, of user: User.ID) throws -> [SavedDraft] {
        try db.rows(
            """
            SELECT \(part: columns) FROM campaign_draft WHERE user_id = \(user)
            ORDER BY changed_at DESC, id DESC LIMIT \(most)
            """
        ).map(SavedDraft.init)
    }

    /// - Returns: false when there is none of that id.
    static func delete(_ db: Connection, _ id: ID, of user: User.ID) throws -> Bool {
        try db.execute("DELETE FROM campaign_draft WHERE id = \(id) AND user_id = \(user)") == 1
    }

    static func deleteForgotten(_ db: Connection, before time: Date, limit: Int) throws -> Int {
        try db.execute("DELETE FROM campaign_draft WHERE changed_at < \(time) ORDER BY changed_at LIMIT \(limit)")
    }
}
