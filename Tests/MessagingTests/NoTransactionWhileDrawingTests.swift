import Cards
import Coupons
import Jobs
import Logging
import MariaDB
import Synchronization
import TestKit
import Testing

@testable import Messaging

@Suite("While a card is drawn and its file is written", .database)
struct NoTransactionWhileDrawingTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("no transaction holds the message or its coupon")
    func nothingIsLocked() async throws {
        let bench = try await bench(coupons: 1)
        let letters = WatchingLetters(database: database, letters: try await FixedLetters(campaign))
        let compose = ComposeStep(
            database: database, data: data, letters: letters, files: try CardFiles(directory: bench.folder.url),
            worker: WorkerIdentity("here:1:test"), composed: Bell(), logger: logger)

        let drawn = try await compose.runOnce()

        #expect(drawn == 1)
        #expect(letters.foundUnlocked == 1)
    }

    @Test("a transaction that did hold them would be noticed")
    func wouldBeNoticed() async throws {
        let bench = try await bench(coupons: 1)
        while try await bench.compose.runOnce() > 0 {}
        let (locked, looked, database) = (Meeting(of: 2), Meeting(of: 2), database)

        async let holding: Void = database.write { db in
            try lockAll(db)
            locked.arrive()
            looked.arrive()
        }
        let noticed = try await database.write { db in
            locked.arrive()
            defer { looked.arrive() }
            return (try? lockAll(db)) == nil
        }
        try await holding

        #expect(noticed)
    }
}

/// Takes every message and coupon, or fails at once when another transaction holds one.
private func lockAll(_ db: Connection) throws {
    _ = try db.rows("SELECT id FROM message FOR UPDATE NOWAIT")
    _ = try db.rows("SELECT id FROM coupon FOR UPDATE NOWAIT")
}

/// Takes the locks that an open transaction would hold, whenever a letter is asked for: there a message's drawing begins.
private final class WatchingLetters: CampaignLetters {
    private let database: Database
    private let letters: FixedLetters
    private let unlocked = Mutex(0)

    init(database: Database, letters: FixedLetters) { (self.database, self.letters) = (database, letters) }

    var foundUnlocked: Int { unlocked.withLock { $0 } }

    func letter(of campaign: CampaignID) async throws -> CampaignLetter {
        try await database.write { db in try lockAll(db) }
        unlocked.withLock { $0 += 1 }
        return try await letters.letter(of: campaign)
    }

    func texts(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignTexts] {
        try await letters.texts(of: campaigns)
    }

    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules] {
        try await letters.rules(of: campaigns)
    }
}
