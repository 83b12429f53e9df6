import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import OptOuts
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Messaging

@Suite("What a result sets going", .database)
struct ConsequenceTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("a message that may yet arrive gets a new attempt under a new key, of the same coupon")
    func retry() async throws {
        let bench = try await bench(coupons: 1, policy: RetryPolicy(delays: [0, 3600]))
        try await finish(bench, "31110")

        _ = try await bench.compose.runOnce()
        _ = try await bench.handover.runOnce()
        try await finishAgain(bench, "00000")

        let coupon = try #require(try await coupons().first)
        let messages = try await messages(of: coupon.id)
        #expect(messages.map(\.clientKey) == ["\(coupon.id)", "\(coupon.id)R1"])
        #expect(messages.map(\.state) == [.failed, .delivered])
        #expect(messages.map(\.cause) == [.first, .retry])
        #expect(coupon.delivery == .delivered)
        #expect(try await rows(in: "UMS_LOG_\(month)") == 2)
    }

    @Test("until its time has come the next attempt is not drawn, and the coupon says when")
    func waits() async throws {
        let bench = try await bench(coupons: 1)
        try await finish(bench, "31107")

        let drawn = try await bench.compose.runOnce()

        let coupon = try #require(try await coupons().first)
        #expect(drawn == 0)
        #expect(coupon.delivery == .waiting)
        #expect(coupon.deliveryNote?.contains("자동으로 다시 보냅니다") == true)
    }

    @Test("after three automatic attempts a person decides")
    func threeAtMost() async throws {
        let bench = try await bench(coupons: 1, policy: RetryPolicy(delays: [0, 0, 0]))
        try await finish(bench, "31110")
        for _ in 0..<5 {
            _ = try await bench.compose.runOnce()
            _ = try await bench.handover.runOnce()
            try await finishAgain(bench, "31110")
        }

        let coupon = try #require(try await coupons().first)
        #expect(try await messages(of: coupon.id).count == 4)
        #expect(coupon.delivery == .failed)
    }

    @Test("a result recorded twice makes one further attempt")
    func recordedTwice() async throws {
        let bench = try await bench(coupons: 1)
        try await handOver(bench)
        try await AgentTables.finish(database, code: "31110", month: month)
        try await makeDue()

        async let first = bench.collect.runOnce()
        async let second = bench.collect.runOnce()
        _ = try await (first, second)

        let coupon = try #require(try await coupons().first)
        #expect(try await messages(of: coupon.id).count == 2)
    }

    @Test("of a stopped campaign nothing is tried again")
    func stoppedMeanwhile() async throws {
        _ = try await subject(of: .callbackNumber)
        let bench = try await bench(coupons: 1)
        try await handOver(bench)
        try await database.write { db in _ = try db.execute("UPDATE campaign SET state = 'stopped'") }

        try await finishAgain(bench, "31110")

        let coupon = try #require(try await coupons().first)
        #expect(try await messages(of: coupon.id).count == 1)
        #expect(coupon.delivery == .failed)
    }

    @Test("a result that another process recorded meanwhile is not overwritten by 'pending'")
    func notPendingAnyMore() async throws {
        let bench = try await bench(coupons: 1)
        try await finish(bench, "00000")
        let ids = try await coupons().compactMap(\.messageID)

        try await database.write { db in try Message.markPending(db, ids, at: Date()) }

        #expect(try await coupons().map(\.delivery) == [.delivered])
    }

    @Test("a coupon that was used meanwhile is not sent again")
    func usedMeanwhile() async throws {
        let bench = try await bench(coupons: 1)
        try await handOver(bench)
        try await database.write { db in _ = try db.execute("UPDATE coupon SET redemption_state = 'used'") }
        try await AgentTables.finish(database, code: "31110", month: month)
        try await makeDue()

        _ = try await bench.collect.runOnce()

        let coupon = try #require(try await coupons().first)
        #expect(try await messages(of: coupon.id).count == 1)
        #expect(coupon.delivery == .failed)
    }

    @Test("a message without a result is never sent again by the program, however old it is")
    func pendingStays() async throws {
        let bench = try await bench(coupons: 1)
        try await handOver(bench)
        try await database.write { db in
            try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'request'")
            try db.execute(
                """
                UPDATE message SET handed_over_at = NOW(3) - INTERVAL 71 HOUR, requested_at = NOW(3) - INTERVAL 71 HOUR
                """)
        }
        try await makeDue()

        _ = try await bench.collect.runOnce()
        let drawn = try await bench.compose.runOnce()

        let coupon = try #require(try await coupons().first)
        #expect(coupon.delivery == .pending)
        #expect(drawn == 0)
        #expect(try await messages(of: coupon.id).count == 1)
    }

    @Test("five wrong messages in a row stop the campaign; four do not", arguments: [(4, false), (5, true)])
    func contentBrake(failures: Int, stops: Bool) async throws {
        let bench = try await bench(coupons: failures)
        try await finish(bench, "41010")

        let held = try await holds().filter { $0.scope == .campaign && $0.subject == campaign.ulid }
        #expect(held.count == (stops ? 1 : 0))
        #expect(held.allSatisfy { $0.cause == .brake && $0.halts == .sending })
        #expect(try await alerts(.sendingBraked).count == (stops ? 1 : 0))
    }

    @Test("a message that arrived in between keeps the campaign going")
    func contentNotInARow() async throws {
        let bench = try await bench(coupons: 9)
        try await handOver(bench)
        try await database.write { [month] db in
            let log = try SQLName(validating: "UMS_LOG_\(month)")
            let keys: [String] = try db.rows("SELECT CLIENT_KEY FROM UMS_MSG ORDER BY CLIENT_KEY").map {
                try $0.value("CLIENT_KEY")
            }
            for (second, key) in keys.enumerated() {
                let code = second == 4 ? "00000" : "41010"
                let done = SeoulTime.sql(Date().addingTimeInterval(Double(second - 20)))
                try db.execute(
                    """
                    UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = \(code), DONE_DATE = \(done)
                    WHERE CLIENT_KEY = \(key)
                    """)
            }
            try db.execute("INSERT INTO \(name: log) SELECT * FROM UMS_MSG")
            try db.execute("DELETE FROM UMS_MSG")
        }
        try await makeDue()

        _ = try await bench.collect.runOnce()

        #expect(try await holds().isEmpty)
    }

    @Test("after a person let it go on, late failures of before do not stop it again")
    func lateFailures() async throws {
        let bench = try await bench(coupons: 10)
        try await handOver(bench)
        try await finishSome(5, "41010")
        _ = try await bench.collect.runOnce()
        let campaign = campaign
        try await database.write { db in
            try Hold.lift(db, .campaign, campaign.ulid)
            try Alert.close(db, .sendingBraked, about: "\(campaign)")
        }

        try await finishAgain(bench, "41010")

        #expect(try await holds().isEmpty)
    }

    @Test("a refused callback number is held, with an alert; its campaign waits, others go on")
    func callbackBrake() async throws {
        let number = CallbackNumber.ID(try await subject(of: .callbackNumber))
        let bench = try await bench(coupons: 2, callbackNumber: number)
        try await finish(bench, "42030")

        let held = try await holds()
        #expect(held.map(\.scope) == [.callbackNumber])
        #expect(held.map(\.subject) == [number.ulid])
        #expect(try await alerts(.sendingBraked).map(\.companyID) == [company.ulid])
    }

    @Test("trouble with the account stops all sending")
    func accountBrake() async throws {
        let bench = try await bench(coupons: 2)
        try await finish(bench, "25000")

        #expect(try await holds().map(\.scope) == [.system])
        #expect(try await holds().map(\.halts) == [.sending])
        #expect(try await alerts(.sendingBraked).count == 1)
    }

    @Test("a carrier's opt-out is remembered for the company")
    func learnsOptOut() async throws {
        let bench = try await bench(coupons: 1)
        try await finish(bench, "22000")

        let (company, data) = (company, data)
        let phone = try PhoneNumber("01022220001")
        let found = try await database.read { db in try OptOut.among(db, [phone], of: company, data) }
        #expect(found == [phone])
    }

    @Test("at the hand-over a number that has opted out is left out, with the reason")
    func optedOutAtHandover() async throws {
        let bench = try await bench(coupons: 2)
        _ = try await bench.compose.runOnce()
        let (company, data) = (company, data)
        try await database.write { db in
            _ = try OptOut.add(
                db, try PhoneNumber("01022220001"), of: company, source: .entered, by: nil, data, at: Date())
        }

        _ = try await bench.handover.runOnce()

        #expect(try await coupons().map(\.delivery) == [.withdrawn, .queued])
        #expect(try await coupons().first?.deliveryNote?.contains("수신거부") == true)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("another company's opt-outs change nothing")
    func foreignOptOut() async throws {
        let bench = try await bench(coupons: 1)
        _ = try await bench.compose.runOnce()
        let data = data
        try await database.write { db in
            _ = try OptOut.add(
                db, try PhoneNumber("01022220001"), of: .new(), source: .entered, by: nil, data, at: Date())
        }

        _ = try await bench.handover.runOnce()

        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("a coupon cancelled after its card was drawn is not sent", arguments: [true, false])
    func cancelledBeforeHandover(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 2, sameServer: sameServer)
        _ = try await bench.compose.runOnce()
        try await database.write { db in
            _ = try db.execute("UPDATE coupon SET issue_state = 'cancelled' WHERE position = 1")
        }

        while try await bench.handover.runOnce() > 0 {}

        #expect(try await coupons().map(\.delivery) == [.withdrawn, .queued])
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test("rows that the agent leaves for ten minutes, or does not finish in 81 hours, raise an alert until they move")
    func agentWatch() async throws {
        let bench = try await bench(coupons: 2)
        try await handOver(bench)
        let watch = AgentWatchStep(database: database)
        _ = try await watch.runOnce()
        let before = try await alerts(.agent)
        try await database.write { db in
            try db.execute(
                """
                UPDATE message SET handed_over_at = NOW(3) - INTERVAL 11 MINUTE,
                    requested_at = NOW(3) - INTERVAL 11 MINUTE
                """)
            try db.execute(
                """
                UPDATE message SET state = 'pending', handed_over_at = NOW(3) - INTERVAL 82 HOUR,
                    requested_at = NOW(3) - INTERVAL 82 HOUR
                ORDER BY id LIMIT 1
                """)
        }

        _ = try await watch.runOnce()
        let during = try await alerts(.agent)
        try await finishAgain(bench, "00000")
        _ = try await watch.runOnce()

        #expect(before.isEmpty)
        #expect(Set(during.map(\.subject)) == ["ready", "request"])
        #expect(try await alerts(.agent).isEmpty)
    }

    // MARK: Doing

    private func finish(_ bench: Bench, _ code: String) async throws {
        try await handOver(bench)
        try await finishAgain(bench, code)
    }

    private func finishAgain(_ bench: Bench, _ code: String) async throws {
        try await AgentTables.finish(database, code: code, month: month)
        try await makeDue()
        _ = try await bench.collect.runOnce()
    }

    private func finishSome(_ count: Int, _ code: String) async throws {
        let log = try SQLName(validating: "UMS_LOG_\(month)")
        try await database.write { db in
            try db.execute(
                """
                UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = \(code), DONE_DATE = NOW()
                ORDER BY CLIENT_KEY LIMIT \(count)
                """)
            try db.execute("INSERT INTO \(name: log) SELECT * FROM UMS_MSG WHERE MSG_STATUS = 'complete'")
            try db.execute("DELETE FROM UMS_MSG WHERE MSG_STATUS = 'complete'")
        }
        try await makeDue()
    }
}
