import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import UMS

@testable import Messaging

@Suite("Advertisements and the night", .database)
struct NightTests: MessagingBenchTests {
    let place = MessagingPlace()
    private let evening = "2026-11-22T20:50:00+09:00"

    @Test("one that reaches its hand-over at night stays with us until shortly before the morning")
    func nightHandover() async throws {
        _ = try await at(evening).compose.runOnce()

        let atNight = try await at("2026-11-22T21:30:00+09:00").handover.runOnce()
        let nightRows = try await rows(in: "UMS_MSG")
        while try await at("2026-11-23T07:51:00+09:00").handover.runOnce() > 0 {}

        #expect(atNight == 1 && nightRows == 0)
        #expect(try await dates() == ["2026-11-23 08:00:00"])
    }

    @Test("in the evening's last minute none is handed over: it might arrive at night")
    func lastMinute() async throws {
        _ = try await at(evening).compose.runOnce()

        while try await at("2026-11-22T20:59:00+09:00").handover.runOnce() > 0 {}

        #expect(try await rows(in: "UMS_MSG") == 0)
    }

    @Test(
        "what the agent has left lying comes back in the last minute and goes out in the morning",
        arguments: [true, false])
    func takenBack(sameServer: Bool) async throws {
        try await handOver(at(evening))
        try await prepareCampaign("advertisement", scheduledAt: nil)

        let early = try await night("2026-11-22T20:58:00+09:00", sameServer).runOnce()
        let back = try await night("2026-11-22T20:59:10+09:00", sameServer).runOnce()
        while try await at("2026-11-22T20:59:10+09:00").handover.runOnce() > 0 {}
        let nightRows = try await rows(in: "UMS_MSG")
        while try await at("2026-11-23T07:50:00+09:00").handover.runOnce() > 0 {}
        let again = try await night("2026-11-23T07:50:01+09:00", sameServer).runOnce()

        #expect(early == 0 && back == 1 && nightRows == 0 && again == 0)
        #expect(try await dates() == ["2026-11-23 08:00:00"])
    }

    @Test("messages that are no advertisement, and those the agent has begun, stay with it")
    func others() async throws {
        try await handOver(at(evening))
        try await prepareCampaign("information", scheduledAt: nil)
        let information = try await night("2026-11-22T21:05:00+09:00").runOnce()
        try await database.write { db in
            try db.execute("UPDATE campaign SET purpose = 'advertisement'")
            try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'request'")
        }
        let begun = try await night("2026-11-22T21:05:00+09:00").runOnce()

        #expect(information == 0 && begun == 0)
        #expect(try await rows(in: "UMS_MSG") == 1)
    }

    @Test(
        "what waits for the morning instead of its scheduled evening is not fetched back for the time that has passed")
    func passedSchedule() async throws {
        _ = try await at(evening).compose.runOnce()
        try await prepareCampaign("advertisement", scheduledAt: "2026-11-22 20:55:00")
        while try await at("2026-11-22T21:30:00+09:00").handover.runOnce() > 0 {}
        let morning = "2026-11-23T07:51:00+09:00"
        while try await at(morning).handover.runOnce() > 0 {}

        let back = try await RescheduleStep(withdrawal(morning)).runOnce()

        #expect(back == 0)
        #expect(try await dates() == ["2026-11-23 08:00:00"])
    }

    // MARK: Doing

    /// The steps of one advertisement's message at that time.
    private func at(_ time: String) async throws -> Bench {
        let now = try #require(SeoulTime.instant(rfc3339: time))
        let isFirst = try await coupons().isEmpty
        return try await bench(coupons: isFirst ? 1 : 0, isAdvertisement: true, now: { now })
    }

    private func night(_ time: String, _ sameServer: Bool = true) throws -> NightStep {
        NightStep(try withdrawal(time, sameServer))
    }

    private func withdrawal(_ time: String, _ sameServer: Bool = true) throws -> Withdrawal {
        let now = try #require(SeoulTime.instant(rfc3339: time))
        let tables = try UMSTables(schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"])
        return Withdrawal(
            database: database, route: sameServer ? .sameServer(tables) : .otherServer(database, tables),
            worker: WorkerIdentity("here:1:test"), now: { now })
    }

    private func prepareCampaign(_ purpose: String, scheduledAt: String?) async throws {
        _ = try await subject(of: .callbackNumber)
        try await database.write { db in
            _ = try db.execute("UPDATE campaign SET purpose = \(purpose), scheduled_at = \(scheduledAt)")
        }
    }

    private func dates() async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT CAST(REQ_DATE AS CHAR) AS at FROM UMS_MSG").map { try $0.value("at") }
        }
    }
}
