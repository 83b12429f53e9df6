import Cards
import Foundation
import MariaDB
import Support
import Synchronization

/// Removes card files: those of messages that ended a week ago, as they fall due, and a few times a day what crashed runs
/// left behind.
///
/// A message that waits, for a person or for its result, keeps its picture however old it is.
package final class CardHousekeeping: Sendable {
    /// What no row names is a crash's leftover; younger files may be about to get their row.
    private static let leftoverDays = 3
    private static let hoursBetweenSweeps = 6.0
    private static let batch = 500

    private let database: Database
    private let files: CardFiles
    private let now: @Sendable () -> Date
    private let sweptAt = Mutex<Date?>(nil)

    package init(database: Database, files: CardFiles, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.files, self.now) = (database, files, now)
    }

    /// - Returns: how many files went.
    package func runOnce() async throws -> Int {
        let now = now()
        let due = try await database.read { db in try Message.cardsToRemove(db, limit: Self.batch, at: now) }
        for card in due { try await files.remove(card.path) }
        if !due.isEmpty { try await database.write { db in try Message.forgetCards(db, due.map(\.id)) } }
        return try await due.count + sweep(at: now)
    }

    private func sweep(at now: Date) async throws -> Int {
        let last = sweptAt.withLock { $0 }
        if let last, now.timeIntervalSince(last) < Self.hoursBetweenSweeps * 3600 { return 0 }
        let day = SeoulTime.day(of: now).adding(days: -Self.leftoverDays)
        let deleted = try await files.sweep(before: day, slice: Self.batch) { [database] paths in
            try await database.read { db in try Message.named(db, among: paths) }
        }
        sweptAt.withLock { $0 = now }
        return deleted
    }
}
