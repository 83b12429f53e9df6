import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Messaging

@Suite("A hand-over that must not or cannot be", .database)
struct RefusedHandoverTests: MessagingBenchTests {
    let place = MessagingPlace()

    @Test("the rows of one campaign that the table refuses hold that campaign, and others go on")
    func refusedRows() async throws {
        let bench = try await bench(coupons: 2)
        while try await bench.compose.runOnce() > 0 {}
        let (other, company) = (CampaignID.new(), company)
        let longPath = "/" + String(repeating: "가", count: 150)
        try await database.write { db in
            try addCampaign(db, other.ulid, of: company.ulid)
            try db.execute("UPDATE message SET campaign_id = \(other), card_path = \(longPath) ORDER BY id LIMIT 1")
        }
        try await database.read { db in _ = try db.execute("ALTER TABLE UMS_MSG MODIFY MMS_FILE_LIST VARCHAR(150)") }

        try await handOver(bench)

        #expect(try await states() == ["composed", "queued"])
        #expect(try await holds().map(\.subject) == [other.ulid])
        #expect(try await alerts(.sendingBraked).map(\.subject) == ["\(other)"])
    }

    @Test(
        "nothing goes out from a callback number that has expired or is not registered any more",
        arguments: [CallbackNumber.ID.new(), nil], [true, false])
    func callbackUnusable(number: CallbackNumber.ID?, sameServer: Bool) async throws {
        let yesterday = SeoulTime.day(of: Date()).adding(days: -1)
        let bench = try await bench(
            coupons: 2, sameServer: sameServer, callbackNumber: number, callbackExpiresOn: yesterday)

        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 0)
        #expect(try await states() == ["composed", "composed"])
        #expect(try await holds().map(\.subject) == [campaign.ulid])
        #expect(try await alerts(.sendingBraked).first?.text.contains("발신번호") == true)
    }

    @Test(
        "when every coupon of a campaign was cancelled meanwhile, nothing is handed over and nothing waits",
        arguments: [true, false])
    func allWithdrawn(sameServer: Bool) async throws {
        let bench = try await bench(coupons: 2, sameServer: sameServer)
        while try await bench.compose.runOnce() > 0 {}
        try await database.write { db in _ = try db.execute("UPDATE coupon SET cancel_requested_at = NOW(3)") }

        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 0)
        #expect(try await states() == ["withdrawn", "withdrawn"])
    }

    @Test("on its last day a callback number may still be used")
    func lastDay() async throws {
        let bench = try await bench(coupons: 1, callbackExpiresOn: SeoulTime.day(of: Date()))

        try await handOver(bench)

        #expect(try await rows(in: "UMS_MSG") == 1)
    }
}
