import Accounts
import Foundation
import MariaDB
import Sealing
import Support

extension RecipientImport {
    /// Writes the list with its content already sealed: sealing takes long enough not to be done again with a retry.
    static func insert(_ db: Connection, _ item: RecipientImport, sealedContent: [UInt8]) throws {
        let counts = item.reading.list.counts
        try db.execute(
            """
            INSERT INTO recipient_import (id, company_id, user_id, file_name, content, row_count, valid_count,
                duplicate_count, invalid_count, opted_out_count, created_at, expires_at)
            VALUES (\(item.id), \(item.companyID), \(item.userID), \(item.fileName), \(sealedContent), \(counts.rows),
                \(counts.valid), \(counts.duplicate), \(counts.invalid), \(counts.optedOut), \(item.createdAt),
                \(item.expiresAt))
            """)
    }

    /// - Returns: nil when there is none of that id in the scope, its day is over, or it was written by a program that
    ///   kept lists in another form.
    package static func find(
        _ db: Connection, _ id: ID, in scope: TenantScope, sealer: FieldSealer, at now: Date = Date()
    ) throws -> RecipientImport? {
        guard
            let row = try db.row(
                """
                SELECT company_id, user_id, file_name, content, created_at, expires_at FROM recipient_import
                WHERE id = \(id) AND \(part: scope.condition) AND expires_at > \(now)
                """)
        else { return nil }
        let content = try sealer.openBytes(try row.value("content"), in: place(id))
        guard let reading = try? JSONDecoder().decode(RecipientReading.self, from: Data(content)) else { return nil }
        return RecipientImport(
            id: id, companyID: try row.value("company_id"), userID: try row.value("user_id"),
            fileName: try row.value("file_name"),
            reading: reading, createdAt: try row.value("created_at"), expiresAt: try row.value("expires_at"))
    }

    /// - Returns: how many went; as many as the limit means that there may be more.
    static func deleteExpired(_ db: Connection, limit: Int, at now: Date) throws -> Int {
        try db.execute("DELETE FROM recipient_import WHERE expires_at <= \(now) ORDER BY expires_at LIMIT \(limit)")
    }
}
