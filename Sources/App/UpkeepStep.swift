import Accounts
import Campaigns
import Foundation
import Jobs
import MariaDB
import Messaging
import Recipients

/// Throws away what is no longer needed: ended sessions, old keys, expired lists, forgotten drafts, card files past
/// their time.
///
/// Safe in several processes at once: every part deletes by age and in small batches.
struct UpkeepStep: WorkStep {
    let name = "upkeep"
    let accounts: AccountsUpkeep
    let imports: RecipientImports
    let drafts: SavedDrafts
    let database: Database
    let cards: CardHousekeeping

    func runOnce() async throws -> Int {
        let rows = try await accounts.runOnce()
        let lists = try await imports.purgeExpired()
        let forgotten = try await drafts.purgeForgotten()
        let lastMonth = Date().addingTimeInterval(-30 * 86400)
        let tests = try await database.write { db in try TestSend.deleteOld(db, before: lastMonth, limit: 100) }
        let files = try await cards.runOnce()
        let marks = try await database.forgetOldCommitMarks()
        return rows + lists + forgotten + tests + files + marks
    }
}
