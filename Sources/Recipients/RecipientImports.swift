import Accounts
import Foundation
import MariaDB
import Sealing
import Spreadsheet
import Support

/// Keeps checked lists, sealed, until a campaign takes them or their day is over.
package struct RecipientImports: Sendable {
    private let database: Database
    private let sealer: FieldSealer

    package init(_ database: Database, _ personalData: PersonalData) {
        (self.database, sealer) = (database, personalData.sealer)
    }

    /// - Throws: `RecipientListError.unreadable` when the file says too much to be kept.
    package func store(_ item: RecipientImport) async throws {
        let sealer = sealer
        do {
            try await database.write { db in
                // Thousands of rows are written and sealed on the database's thread, never on Swift's.
                let content = Array(try JSONEncoder().encode(item.reading))
                guard content.count <= RecipientImport.mostBytes else {
                    throw RecipientListError.unreadable(.unpacksTooLarge)
                }
                let sealed = try sealer.seal(content, in: RecipientImport.place(item.id))
                try RecipientImport.insert(db, item, sealedContent: sealed)
            }
        } catch MariaDBError.duplicateKey {
            // The id is ours alone: an earlier run's COMMIT took effect before its connection was lost.
        }
    }

    /// - Returns: nil when there is none of that id in the scope, or its day is over.
    package func find(_ id: RecipientImport.ID, in scope: TenantScope, at now: Date = Date()) async throws
        -> RecipientImport?
    {
        let sealer = sealer
        return try await database.read { db in
            try RecipientImport.find(db, id, in: scope, sealer: sealer, at: now)
        }
    }

    /// A small batch of those whose day is over.
    ///
    /// - Returns: how many went.
    package func purgeExpired(limit: Int = 100, at now: Date = Date()) async throws -> Int {
        try await database.write { db in try RecipientImport.deleteExpired(db, limit: limit, at: now) }
    }
}
