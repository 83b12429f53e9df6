import MariaDB
import Simulation
import TestKit
import Testing

@testable import SnapSimulator

@Suite("The simulated agent at the end of a month", .database)
struct MonthEndTests {
    var fixture = AgentFixture(clock: "2026-11-30 23:59:59")

    @Test(
        "puts a row into the month of its result or of its request, as the rule says",
        arguments: [(AgentSettings.MonthRule.done, "202612"), (.req, "202611")])
    mutating func monthRule(rule: AgentSettings.MonthRule, month: String) async throws {
        fixture.settings.monthRule = rule
        fixture.settings.delayMilliseconds = [60_000, 60_000]
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-30 23:59:00")
        _ = try await agent.round()
        for minute in [2, 4, 6, 8] {
            agent.change(fixture.settings.at("2026-12-01 00:0\(minute):00"))
            _ = try await agent.round()
        }

        #expect(try await fixture.logMonths() == [month])
        #expect(try await fixture.logged(month).map(\.key) == ["K1"])
    }

    @Test("delivers a late result days after, with the date of the result")
    mutating func late() async throws {
        fixture.settings.lateShare = 1
        fixture.settings.lateMilliseconds = 3 * 86_400_000
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-30 23:59:00")
        _ = try await agent.round()
        #expect(try await fixture.waiting() == ["K1": "request"])

        agent.change(fixture.settings.at("2026-12-03 23:58:00"))
        _ = try await agent.round()
        #expect(try await fixture.waiting() == ["K1": "request"])

        agent.change(fixture.settings.at("2026-12-04 08:00:00"))
        _ = try await agent.round()
        #expect(try await fixture.logged("202612").map(\.doneAt) == ["2026-12-03 23:59:00"])
    }

    @Test(
        "moves a row completely, whichever way it goes",
        arguments: [AgentSettings.MoveRule.together, .copyFirst, .jump])
    mutating func moveRule(rule: AgentSettings.MoveRule) async throws {
        fixture.settings.moveRule = rule
        fixture.settings.moveGapMilliseconds = 0
        var agent = try await fixture.startedAgent()
        for number in 1...5 { try await fixture.insert("K\(number)", at: "2026-11-30 23:00:00") }

        _ = try await agent.round()

        #expect(try await fixture.logged(fixture.logMonths()[0]).count == 5)
        #expect(try await fixture.waiting().isEmpty)
    }

    @Test("finishes a jump that an earlier run began")
    func stranded() async throws {
        _ = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-30 23:00:00")
        try await fixture.database.write { db in
            try db.execute("UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = '00000', DONE_DATE = NOW()")
            try db.execute("UPDATE UMS_MSG SET DONE_DATE = '2026-11-30 23:59:58'")
            try AgentTables.createTransit(db)
            try LogMove.depart(db, ["K1"])
        }

        _ = try await fixture.startedAgent()

        #expect(try await fixture.logged("202611").map(\.key) == ["K1"])
    }

    @Test("finishes a jump that the database's end interrupted, without being started anew")
    func interruptedJump() async throws {
        var agent = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-30 23:00:00")
        try await fixture.database.write { db in
            try db.execute(
                "UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = '00000', DONE_DATE = '2026-11-30 23:59:58'")
            try AgentTables.createTransit(db)
            try LogMove.depart(db, ["K1"])
        }

        try await agent.takeUpUnfinished()

        #expect(try await fixture.logged("202611").map(\.key) == ["K1"])
    }

    @Test("finishes a copy that an earlier run began, without a second row in the log")
    mutating func halfCopied() async throws {
        fixture.settings.moveRule = .copyFirst
        fixture.settings.moveGapMilliseconds = 0
        _ = try await fixture.startedAgent()
        try await fixture.insert("K1", at: "2026-11-30 23:00:00")
        try await fixture.database.write { db in
            try db.execute(
                "UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = '00000', DONE_DATE = '2026-11-30 23:59:58'")
            try AgentTables.createLog(db, month: "202611")
            try LogMove.copy(db, ["K1"], month: "202611")
        }

        var agent = try await fixture.startedAgent()
        _ = try await agent.round()

        #expect(try await fixture.logged("202611").count == 1)
        #expect(try await fixture.waiting().isEmpty)
    }
}
