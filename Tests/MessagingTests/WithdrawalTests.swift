import Cards
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import Synchronization
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("Taking messages back, and keeping cards", .database)
struct WithdrawalTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("what the agent has not begun comes back and may be handed over once more", arguments: [true, false])
    func comesBack(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 3, sameServer: sameServer)
        try await handOver(bench)
        let withdrawal = try await withdrawal(sameServer: sameServer)

        let back = try await withdrawal.takeBack(of: campaign)
        let emptied = try await rows(in: "UMS_MSG")
        try await handOver(bench)

        #expect(back == 3 && emptied == 0)
        #expect(try await rows(in: "UMS_MSG") == 3)
        #expect(try await coupons().map(\.delivery) == [.queued, .queued, .queued])
    }

    @Test("what the agent has begun stays with it", arguments: [true, false])
    func stays(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 3, sameServer: sameServer)
        try await handOver(bench)
        try await database.write { db in
            _ = try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'pre-send' ORDER BY CLIENT_KEY LIMIT 2")
        }
        let withdrawal = try await withdrawal(sameServer: sameServer)

        let back = try await withdrawal.takeBack(of: campaign)

        #expect(back == 1)
        #expect(try await rows(in: "UMS_MSG") == 2)
        #expect(try await coupons().map(\.delivery).filter { $0 == .queued }.count == 2)
    }

    @Test("messages behind many that the agent has begun come back too")
    func beyondTheFirstBatch() async throws {
        let bench = try await bench(coupons: 5)
        try await handOver(bench)
        try await database.write { db in
            _ = try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'pre-send' ORDER BY CLIENT_KEY LIMIT 3")
        }

        let back = try await withdrawal(sameServer: true, batch: 2).takeBack(of: campaign)

        #expect(back == 2)
        #expect(try await rows(in: "UMS_MSG") == 3)
    }

    @Test("a withdrawal broken off after the row was deleted is found out, and nothing is sent twice")
    func brokenOff() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        try await handOver(bench)
        // As a crash in the middle leaves it: marked, one row deleted, one not.
        try await database.write { db in
            let queued = try Message.queued(db, of: campaign, after: nil, limit: 10)
            try Message.markTakingBack(db, queued, worker: WorkerIdentity("elsewhere:9:dead"))
            try db.execute("DELETE FROM UMS_MSG ORDER BY CLIENT_KEY LIMIT 1")
        }

        _ = try await bench.rescue.runOnce()
        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 2)
        #expect(try await coupons().map(\.delivery) == [.queued, .queued])
    }

    @Test("a process that stood still between claim and delete takes nothing back and leaves the rest to the rescue")
    func stoodStill() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        try await handOver(bench)
        let late = try await withdrawal(sameServer: false, claimedSecondsAgo: WorkerPresence.deadAfterSeconds)

        await #expect(throws: StaleClaim.self) { _ = try await late.takeBack(of: campaign) }
        let during = try await states()
        _ = try await bench.rescue.runOnce()

        #expect(during == ["handing_over", "handing_over"])
        #expect(try await states() == ["queued", "queued"])
        #expect(try await rows(in: "UMS_MSG") == 2)
    }

    @Test("what comes back has the present time of its campaign, also when the rescue found it out")
    func presentTime() async throws {
        _ = try await subject(of: .callbackNumber)
        let bench = try await bench(coupons: 1, sameServer: false)
        try await handOver(bench)
        try await breakOff()
        let later = try #require(SeoulTime.instant(rfc3339: "2036-11-23T18:00:00+09:00"))
        try await database.write { db in
            try db.execute("DELETE FROM UMS_MSG")
            try db.execute("UPDATE campaign SET scheduled_at = \(later)")
        }

        _ = try await bench.rescue.runOnce()

        let coupon = try #require(try await coupons().first).id
        #expect(try await messages(of: coupon).map(\.requestedAt) == [later])
    }

    @Test("a message for a later time stays with us until ten minutes before it")
    func heldByUs() async throws {
        let bench = try await bench(coupons: 2)
        _ = try await bench.compose.runOnce()
        try await database.write { db in
            try db.execute("UPDATE message SET requested_at = NOW(3) + INTERVAL 11 MINUTE")
            try db.execute("UPDATE message SET requested_at = NOW(3) + INTERVAL 9 MINUTE ORDER BY id LIMIT 1")
        }

        let handed = try await bench.handover.runOnce()

        #expect(handed == 1)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("a card goes a week after its result; one that still waits stays, however old; a crash's leftover goes")
    func cards() async throws {
        let bench = try await bench(coupons: 2)
        try await handOver(bench)
        let paths = try await cardPaths()
        let files = try CardFiles(directory: bench.folder.url)
        let old = SeoulTime.day(of: Date()).adding(days: -20)
        let leftover = try #require(try await files.write([[0xFF, 0xD8]], on: old).first)
        let waiting = try #require(try await files.write([[0xFF, 0xD8]], on: old).first)
        try await database.write { db in
            try db.execute(
                """
                UPDATE message SET card_path = \(waiting), created_at = NOW(3) - INTERVAL 20 DAY
                ORDER BY id LIMIT 1
                """)
            try db.execute(
                """
                UPDATE message SET state = 'delivered', card_until = NOW(3) + INTERVAL 7 DAY ORDER BY id DESC LIMIT 1
                """)
        }
        let housekeeping = CardHousekeeping(database: database, files: files)
        _ = try await housekeeping.runOnce()
        let after = [leftover, waiting, paths[1]].map(FileManager.default.fileExists)
        try await database.write { db in
            _ = try db.execute("UPDATE message SET card_until = NOW(3) - INTERVAL 1 MINUTE WHERE state = 'delivered'")
        }

        _ = try await housekeeping.runOnce()

        #expect(after == [false, true, true])
        #expect(!FileManager.default.fileExists(atPath: paths[1]))
        #expect(try await cardPaths() == [waiting])
    }

    @Test("what a crash left is looked for a few times a day, not at every run")
    func seldomSwept() async throws {
        let folder = try TemporaryFolder()
        let files = try CardFiles(directory: folder.url)
        let clock = Mutex(Date())
        let housekeeping = CardHousekeeping(database: database, files: files) { clock.withLock { $0 } }
        let long = SeoulTime.day(of: Date()).adding(days: -30)
        _ = try await files.write([[1]], on: long)
        let first = try await housekeeping.runOnce()
        let left = try await files.write([[2]], on: long)[0]

        let again = try await housekeeping.runOnce()
        let there = FileManager.default.fileExists(atPath: left)
        clock.withLock { $0 += 7 * 3600 }
        let later = try await housekeeping.runOnce()

        #expect(first == 1 && again == 0 && later == 1)
        #expect(there && !FileManager.default.fileExists(atPath: left))
    }

    @Test("without room nothing is drawn and an alert stands until there is room again")
    func noRoom() async throws {
        let bench = try await bench(coupons: 1)
        let full = try CardFiles(directory: bench.folder.url, minimumFreeBytes: .max)
        let letters = try await FixedLetters(campaign)
        let compose = ComposeStep(
            database: database, data: data, letters: letters, files: full, worker: WorkerIdentity("here:1:test"),
            composed: Bell(), logger: logger)

        let drawn = try await compose.runOnce()
        _ = try await CardSpaceStep(database: database, files: full).runOnce()
        let during = try await database.read { db in try Alert.isOpen(db, .disk) }
        _ = try await CardSpaceStep(database: database, files: try CardFiles(directory: bench.folder.url)).runOnce()
        let after = try await database.read { db in try Alert.isOpen(db, .disk) }

        #expect(drawn == 0)
        #expect(during && !after)
    }

    // MARK: Doing

    private func withdrawal(sameServer: Bool, batch: Int = 200, claimedSecondsAgo: Int = 0) async throws -> Withdrawal {
        let tables = try UMSTables(
            schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"])
        return Withdrawal(
            database: database, route: sameServer ? .sameServer(tables) : .otherServer(database, tables),
            worker: WorkerIdentity("here:1:test"), batch: batch,
            beginClaim: { Claim(madeAt: .now - .seconds(claimedSecondsAgo)) })
    }

    private func cardPaths() async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT card_path FROM message WHERE card_path IS NOT NULL ORDER BY id").map {
                try $0.value("card_path", as: String.self)
            }
        }
    }
}
