import Accounts
import Cards
import Coupons
import Drawing
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("From an issued coupon to its result", .database)
struct MessageStepsTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("a coupon goes from issued to delivered, once, in both ways of hand-over", arguments: [true, false])
    func wholeWay(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 3, sameServer: sameServer)

        let composed = try await bench.compose.runOnce()
        let handed = try await bench.handover.runOnce()
        let again = try await bench.handover.runOnce()
        try await AgentTables.finish(database, code: "10000", month: month)
        try await makeDue()
        _ = try await bench.collect.runOnce()

        let coupons = try await coupons()
        #expect(composed == 3 && handed == 3 && again == 0)
        #expect(coupons.map(\.delivery) == [.delivered, .delivered, .delivered])
        #expect(coupons.map(\.deliveryNote) == ["SKT", "SKT", "SKT"])
        #expect(try await rows(in: "UMS_LOG_\(month)") == 3)
    }

    @Test("the card of a message is a picture on disk that reads back as its coupon")
    func cardOnDisk() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)

        _ = try await bench.compose.runOnce()

        let coupon = try #require(try await coupons().first)
        let message = try #require(try await messages(of: coupon.id).first)
        let path = try #require(message.cardPath)
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.count == message.cardBytes)
        #expect(bytes.starts(with: [0xFF, 0xD8, 0xFF]))
        #expect(message.state == .composed)
        #expect(message.clientKey == "\(coupon.id)")
        withExtendedLifetime(bench.folder) {}
    }

    @Test("a failure keeps its code and says why in Korean")
    func failure() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await AgentTables.finish(database, code: "31104", month: month)
        try await makeDue()

        _ = try await bench.collect.runOnce()

        let coupon = try #require(try await coupons().first)
        let message = try #require(try await messages(of: coupon.id).first)
        #expect(coupon.delivery == .failed)
        #expect(coupon.deliveryNote == "MMS를 받을 수 없는 단말")
        #expect(message.resultCode == "31104")
    }

    @Test("a message that stands in neither table for a moment is not given up")
    func betweenTables() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await database.write { db in _ = try db.execute("DELETE FROM UMS_MSG") }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await coupons().map(\.delivery) == [.queued])
    }

    @Test("a row that the agent has taken makes the delivery pending, not failed")
    func pending() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await database.write { db in _ = try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'request'") }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await coupons().map(\.delivery) == [.pending])
    }

    @Test("a hand-over broken off after the insert is found, not inserted again")
    func brokenAfterInsert() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await breakOff()

        _ = try await bench.rescue.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(try await coupons().map(\.delivery) == [.queued, .queued])
        #expect(try await rows(in: "UMS_MSG") == 2)
    }

    @Test("a hand-over broken off before the insert is done again")
    func brokenBeforeInsert() async throws {
        let bench = try await bench(coupons: 2, sameServer: false)
        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await breakOff()
        try await database.write { db in _ = try db.execute("DELETE FROM UMS_MSG") }

        _ = try await bench.rescue.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(try await rows(in: "UMS_MSG") == 2)
    }

    @Test("a card whose composer died is drawn by another, and its message sent once")
    func brokenComposing() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        let dead = WorkerIdentity("elsewhere:9:dead")
        try await database.write { db in
            _ = try Message.claimForComposing(db, worker: dead, limit: 10, at: Date())
        }

        let before = try await bench.compose.runOnce()
        _ = try await bench.rescue.runOnce()
        let after = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()

        #expect(before == 0 && after == 1)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("a card that its composer lost track of, because the database was away, is drawn by it anew at once")
    func lostTrack() async throws {
        let bench = try await bench(coupons: 1)
        let itself = WorkerIdentity("here:1:test")
        try await database.write { db in
            _ = try Message.claimForComposing(db, worker: itself, limit: 10, at: Date())
        }

        let drawn = try await bench.compose.runOnce()

        #expect(drawn == 1)
    }

    @Test("two workers hand each message over once")
    func twoWorkers() async throws {
        let bench = try await bench(coupons: 20, sameServer: true)
        while try await bench.compose.runOnce() > 0 {}

        async let first = bench.handover.runOnce()
        async let second = bench.handover.runOnce()
        let total = try await first + second

        #expect(total == 20)
        #expect(try await rows(in: "UMS_MSG") == 20)
    }

    @Test(
        "what is held is neither drawn nor handed over, and goes on when it is lifted",
        arguments: [Hold.Scope.system, .company, .callbackNumber, .campaign])
    func held(scope: Hold.Scope) async throws {
        let bench = try await bench(coupons: 3, sameServer: true)
        let subject = try await subject(of: scope)
        try await hold(scope, subject, .sending)
        let drawnWhileHeld = try await bench.compose.runOnce()
        try await lift(scope, subject)
        let drawn = try await bench.compose.runOnce()
        try await hold(scope, subject, .all)

        let handedWhileHeld = try await bench.handover.runOnce()
        try await lift(scope, subject)
        let handed = try await bench.handover.runOnce()

        #expect(drawnWhileHeld == 0 && drawn == 3)
        #expect(handedWhileHeld == 0 && handed == 3)
    }

    @Test("a hold between the look and the lock still counts")
    func heldAfterTheLook() async throws {
        let bench = try await bench(coupons: 2, sameServer: true)
        _ = try await bench.compose.runOnce()
        let looked = try await database.read { db in try Message.composed(db, limit: 10, at: Date()) }
        try await hold(.campaign, campaign.ulid, .sending)

        let locked = try await database.write { db in
            try Message.lockComposed(db, looked.map(\.id), of: campaign, at: Date())
        }

        #expect(looked.count == 2)
        #expect(locked.isEmpty)
    }

    @Test("a hold of issuing alone lets issued coupons be sent")
    func issuingHeld() async throws {
        let bench = try await bench(coupons: 1, sameServer: true)
        try await hold(.system, Hold.system, .issuing)

        let drawn = try await bench.compose.runOnce()
        let handed = try await bench.handover.runOnce()

        #expect(drawn == 1 && handed == 1)
    }
}
