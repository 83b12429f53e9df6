import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Synchronization
import TestKit
import Testing

@testable import Cards
@testable import Messaging

@Suite("While a card is drawn and its file is written", .database)
struct NoTransactionWhileDrawingTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("no transaction of ours is open at the server")
    func noneIsOpen() async throws {
        let bench = try await bench(coupons: 3)
        let letters = WatchingLetters(database: database, letters: try await FixedLetters(campaign))
        let compose = ComposeStep(
            database: database, data: data, letters: letters, files: try CardFiles(directory: bench.folder.url),
            worker: WorkerIdentity("here:1:test"), composed: Bell(), logger: logger)

        let drawn = try await compose.runOnce()

        #expect(drawn == 3)
        #expect(letters.seen == [0, 0, 0])
    }

    @Test("a transaction that were open would be seen")
    func wouldBeSeen() async throws {
        try await issue(1)
        let database = database

        let seen = try await database.write { db in
            try db.execute("UPDATE coupon SET changed_at = NOW(3)")
            return try OpenTransactions.count(db, in: database.schema)
        }

        #expect(seen == 1)
    }
}

/// Counts the open transactions whenever a letter is asked for, which is where a message's drawing begins.
private final class WatchingLetters: CampaignLetters {
    private let database: Database
    private let letters: FixedLetters
    private let counts = Mutex<[Int]>([])

    init(database: Database, letters: FixedLetters) { (self.database, self.letters) = (database, letters) }

    var seen: [Int] { counts.withLock { $0 } }

    func letter(of campaign: CampaignID) async throws -> CampaignLetter {
        let schema = database.schema
        let count = try await database.read { db in try OpenTransactions.count(db, in: schema) }
        counts.withLock { $0.append(count) }
        return try await letters.letter(of: campaign)
    }

    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules] {
        try await letters.rules(of: campaigns)
    }
}

private enum OpenTransactions {
    static func count(_ db: Connection, in schema: String) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM information_schema.INNODB_TRX AS open
            JOIN information_schema.PROCESSLIST AS session ON session.ID = open.trx_mysql_thread_id
            WHERE session.DB = \(schema)
            """)[0].value("n")
    }
}
