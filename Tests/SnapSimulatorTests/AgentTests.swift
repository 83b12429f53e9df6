import Foundation
import MariaDB
import Simulation
import TestKit
import Testing

@testable import SnapSimulator

@Suite("The simulated agent", .database)
struct AgentTests {
    var fixture = AgentFixture()

    @Test("moves a due row to the log of the month with its result")
    func delivers() async throws {
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1")

        _ = try await agent.round()

        let logged = try await fixture.logged("202611")
        #expect(logged.map(\.key) == ["K1"])
        #expect(logged[0].code == "00000")
        #expect(["SKT", "KT", "KTF", "LGU"].contains(logged[0].telco))
        #expect(logged[0].doneAt.hasPrefix("2026-11-22 14:05:"))
        #expect(logged[0].detail == nil)
        #expect(try await fixture.waiting().isEmpty)
    }

    @Test("makes no log table before the first row needs it")
    func noLogYet() async throws {
        var agent = try await fixture.startedAgent()

        _ = try await agent.round()

        #expect(try await fixture.logMonths().isEmpty)
    }

    @Test("leaves rows alone whose time has not come or whose line it does not serve")
    func notDue() async throws {
        var agent = try await fixture.startedAgent()
        try await fixture.insert("FUTURE", at: "2026-11-22 15:00:00")
        try await fixture.insert("NOLINE", line: "batch")
        try await fixture.insert("DUE")

        _ = try await agent.round()

        #expect(try await fixture.waiting() == ["FUTURE": "ready", "NOLINE": "ready"])
    }

    @Test("shows every status on the way of a row with a picture")
    mutating func statuses() async throws {
        fixture.settings.delayMilliseconds = [60_000, 60_000]
        let picture = try Picture()
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", files: picture.path)

        var seen: [String?] = []
        for minute in [10, 12, 14, 16] {
            agent.change(fixture.settings.at("2026-11-22 14:\(minute):00"))
            _ = try await agent.round()
            seen.append(try await fixture.waiting()["K1"])
        }
        agent.change(fixture.settings.at("2026-11-22 14:18:00"))
        _ = try await agent.round()

        #expect(seen == ["pre-send", "pre-image", "request", "complete"])
        #expect(try await fixture.logged("202611").map(\.key) == ["K1"])
    }

    @Test("refuses a key that was sent on the same day, so that the log shows both")
    func repeatedKey() async throws {
        var agent = try await fixture.startedAgent()
        for _ in 1...2 {
            try await fixture.insert("K1")
            _ = try await agent.round()
        }

        #expect(try await fixture.logged("202611").map(\.code) == ["00000", "29024"])
    }

    @Test("still knows the keys of the day after it was started again")
    func repeatedKeyAfterRestart() async throws {
        for _ in 1...2 {
            var agent = try await fixture.startedAgent()
            try await fixture.insert("K1")
            _ = try await agent.round()
        }

        #expect(try await fixture.logged("202611").map(\.code) == ["00000", "29024"])
    }

    @Test("takes up what an earlier run left at any status, once", arguments: ["pre-send", "pre-image", "request"])
    mutating func unfinished(status: String) async throws {
        let picture = try Picture()
        fixture.settings.delayMilliseconds = [60_000, 60_000]
        var first = try await fixture.startedAgent()
        try await fixture.insert("K1", files: picture.path)
        for minute in [10, 12, 14] where try await fixture.waiting()["K1"] != status {
            first.change(fixture.settings.at("2026-11-22 14:\(minute):00"))
            _ = try await first.round()
        }
        #expect(try await fixture.waiting() == ["K1": status])

        fixture.settings.delayMilliseconds = [0, 0]
        var second = try await fixture.startedAgent()
        _ = try await second.round()

        #expect(try await fixture.logged("202611").map(\.code) == ["00000"])
        #expect(try await fixture.waiting().isEmpty)
    }

    @Test("does nothing while it is paused")
    mutating func paused() async throws {
        fixture.settings.paused = true
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1")

        _ = try await agent.round()
        #expect(try await fixture.waiting() == ["K1": "ready"])

        fixture.settings.paused = false
        agent.change(fixture.settings)
        _ = try await agent.round()
        #expect(try await fixture.waiting().isEmpty)
    }

    @Test("gives the same results to the same recipients whatever the keys")
    mutating func seeded() async throws {
        fixture.settings.failShare = 0.5
        var results: [[String]] = []
        for run in ["A", "B"] {
            var agent = fixture.agent(seed: 7)
            try await fixture.database.write { db in try db.execute("DROP TABLE IF EXISTS UMS_LOG_202611") }
            try await agent.start()
            for number in 10...49 { try await fixture.insert("\(run)\(number)", phone: "010200000\(number)") }
            _ = try await agent.round()
            results.append(try await fixture.logged("202611").map(\.code))
        }

        #expect(results[0] == results[1])
        #expect(Set(results[0]).count > 3)
        #expect((10...30).contains(results[0].count { $0 != "00000" }))
    }

    @Test("follows the script of a number message by message")
    mutating func script() async throws {
        fixture.settings.scripts = ["01012345678": ["31107", "91234"]]
        var agent = try await fixture.startedAgent()
        for number in 1...3 {
            try await fixture.insert("K\(number)")
            _ = try await agent.round()
        }

        #expect(try await fixture.logged("202611").map(\.code) == ["31107", "91234", "00000"])
    }

    @Test("tells the reason of a failure as JSON, or as something that is none")
    mutating func details() async throws {
        fixture.settings.scripts = ["01012345678": ["31107"], "01012345679": ["31107"]]
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1")
        _ = try await agent.round()
        fixture.settings.brokenDetailShare = 1
        agent.change(fixture.settings)
        try await fixture.insert("K2", phone: "01012345679")
        _ = try await agent.round()

        let details = try await fixture.logged("202611").map { Data(($0.detail ?? "").utf8) }

        let entries = try #require(try JSONSerialization.jsonObject(with: details[0]) as? [[String: String]])
        #expect(entries[0]["fbResultCode"] == "31107")
        #expect(!details[1].isEmpty)
        #expect(throws: (any Error).self) { try JSONSerialization.jsonObject(with: details[1]) }
    }

    @Test("writes 10000 for a delivered message when that is its success code")
    mutating func otherSuccessCode() async throws {
        fixture.settings.successCode = "10000"
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1")

        _ = try await agent.round()

        #expect(try await fixture.logged("202611").map(\.code) == ["10000"])
    }

    @Test("takes no more messages a second than it is allowed to")
    mutating func rate() async throws {
        fixture.settings.perSecond = 1
        var agent = try await fixture.startedAgent()
        for number in 1...50 { try await fixture.insert("K\(number)") }

        _ = try await agent.round()
        _ = try await agent.round()

        #expect(try await fixture.waiting().count >= 40)
    }
}

extension AgentSettings {
    func at(_ clock: String) -> AgentSettings {
        var settings = self
        settings.clock = clock
        return settings
    }
}
