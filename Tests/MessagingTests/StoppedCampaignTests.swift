import Coupons
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Messaging

@Suite("Messages of a campaign that was stopped", .database)
struct StoppedCampaignTests: MessagingBenchTests {
    let place = MessagingPlace()

    private func stop() async throws {
        let campaign = campaign
        try await database.write { db in
            try db.execute("UPDATE campaign SET state = 'stopped' WHERE id = \(campaign)")
        }
    }

    private func deliveries() async throws -> Set<DeliveryState> { Set(try await coupons().map(\.delivery)) }

    @Test("no card is drawn for them, and nothing waits for ever")
    func composing() async throws {
        let bench = try await bench(coupons: 2)
        try await stop()

        let drawn = try await bench.compose.runOnce()

        #expect(drawn == 0)
        #expect(try await states() == [])
        #expect(try await deliveries() == [.withdrawn])
    }

    @Test("an attempt that was begun meanwhile is withdrawn before it is drawn")
    func begun() async throws {
        let bench = try await bench(coupons: 1)
        try await handOver(bench)
        let first = try #require(try await messages(of: coupons()[0].id).first)
        let next = first.next(.resend(by: .new(), reason: "못 받음"), at: Date())
        try await database.write { db in
            try Message.insert(db, [next])
            try Coupon.setMessages(db, [(next.couponID, next.id)])
        }
        try await stop()

        _ = try await bench.compose.runOnce()

        #expect(try await states() == ["queued", "withdrawn"])
        #expect(try await deliveries() == [.withdrawn])
    }

    @Test("what was drawn is not handed over but withdrawn", arguments: [true, false])
    func handingOver(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 2, sameServer: sameServer)
        while try await bench.compose.runOnce() > 0 {}
        try await stop()

        _ = try await bench.handover.runOnce()

        #expect(try await rows(in: "UMS_MSG") == 0)
        #expect(try await states() == ["withdrawn", "withdrawn"])
        #expect(try await deliveries() == [.withdrawn])
    }

    @Test("messages that cannot be handed over are told after ten minutes, and no more when they are")
    func overdue() async throws {
        let bench = try await bench(coupons: 2)
        while try await bench.compose.runOnce() > 0 {}
        let later = Date().addingTimeInterval(11 * 60)
        let watch = AgentWatchStep(database: database, now: { later })

        _ = try await watch.runOnce()
        let told = try await alerts(.agent).map(\.subject)
        try await handOver(bench)
        try await database.write { db in _ = try db.execute("UPDATE message SET state = 'pending'") }
        _ = try await watch.runOnce()

        #expect(told == ["handover"])
        #expect(try await alerts(.agent).isEmpty)
    }
}
