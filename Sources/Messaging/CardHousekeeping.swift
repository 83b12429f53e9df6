import Cards
import Foundation
import MariaDB
import Support

/// Removes card files: those of messages that ended a week ago, and what crashed runs left behind.
///
/// A message that waits, for a person or for its result, keeps its picture however old it is.
package struct CardHousekeeping: Sendable {
    /// What no row names is a crash's leftover; younger files may be about to get their row.
    private static let leftoverDays = 3
    private static let batch = 500

    let database: Database
    let files: CardFiles
    let now: @Sendable () -> Date

    package init(database: Database, files: CardFiles, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.files, self.now) = (database, files, now)
    }

    /// - Returns: how many files went.
    package func runOnce() async throws -> Int {
        let now = now()
        let due = try await database.read { db in try Message.cardsToRemove(db, limit: Self.batch, at: now) }
        for card in due { try await files.remove(card.path) }
        if !due.isEmpty { try await database.write { db in try Message.forgetCards(db, due.map(\.id)) } }
        let day = SeoulTime.day(of: now).adding(days: -Self.leftoverDays)
        let needed = try await database.read { db in
            try Message.neededCards(db, begunBefore: SeoulTime.start(of: day.adding(days: 1)), at: now)
        }
        return try await due.count + files.sweep(before: day, keeping: needed)
    }
}
