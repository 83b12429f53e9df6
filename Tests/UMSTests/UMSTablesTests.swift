import Foundation
import MariaDB
import Support
import TestKit
import Testing

@testable import UMS

@Suite("Working with the agent's tables", .database)
struct UMSTablesTests {
    let database = TestDatabase.current
    let today = CalendarDay(year: 2026, month: 12, day: 1)

    private func tables() throws -> UMSTables {
        try UMSTables(
            schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000", "10000"])
    }

    private func message(_ key: String) throws -> UMSMessage {
        UMSMessage(
            clientKey: key, callbackNumber: "0269569621", phone: try PhoneNumber("01012345678"), title: "쿠폰",
            text: "안녕하세요", files: ["/cards/a.jpg"], requestedAt: Date())
    }

    @Test("a row is written with the columns of the requirements and Korean time")
    func inserts() async throws {
        try await AgentTables.create(database)
        let (tables, message) = (try tables(), try message("K1"))

        try await database.write { db in try tables.insert(db, [message]) }

        let row = try await database.read { db in
            try db.rows(
                "SELECT REQ_CH, MSG_STATUS, PHONE, ABS(TIMESTAMPDIFF(SECOND, REQ_DATE, NOW())) AS off FROM UMS_MSG")[0]
        }
        #expect(try row.value("REQ_CH", as: String.self) == "MMS")
        #expect(try row.value("MSG_STATUS", as: String.self) == "ready")
        #expect(try row.value("PHONE", as: String.self) == "01012345678")
        #expect(try row.value("off", as: Int.self) <= 5)
    }

    @Test("a result is found in the log of the month it went to, over a month's end", arguments: ["202611", "202612"])
    func findsInLogs(month: String) async throws {
        try await AgentTables.create(database, logs: [month])
        let (tables, message, today) = (try tables(), try message("K1"), today)
        try await database.write { db in try tables.insert(db, [message]) }
        try await AgentTables.finish(database, code: "00000", month: month, telco: "KTF")

        let found = try await database.read { db in
            try tables.whereabouts(
                db, of: ["K1", "K2"], since: CalendarDay(year: 2026, month: 11, day: 30), today: today)
        }

        guard case .done(let result) = found["K1"] else {
            Issue.record("not found: \(found)")
            return
        }
        #expect(result.code == "00000")
        #expect(result.telco == .kt)
        #expect(found["K2"] == nil)
    }

    @Test(
        "at a month's end the neighbouring month is searched too: the agent's clock is not ours",
        arguments: [
            (CalendarDay(year: 2026, month: 12, day: 1), "202611"),
            (CalendarDay(year: 2026, month: 12, day: 31), "202701"),
        ])
    func neighbouringMonth(today: CalendarDay, month: String) async throws {
        try await AgentTables.create(database, logs: [month])
        let (tables, message) = (try tables(), try message("K1"))
        try await database.write { db in try tables.insert(db, [message]) }
        try await AgentTables.finish(database, code: "00000", month: month)

        let found = try await database.read { db in try tables.whereabouts(db, of: ["K1"], since: today, today: today) }

        #expect(found["K1"] != nil)
    }

    @Test("a log without the columns of a result is told before anything is sent")
    func brokenLog() async throws {
        let (tables, today) = (try tables(), today)
        try await AgentTables.create(database, logs: ["202611", "202612"])
        try await database.read { db in _ = try db.execute("ALTER TABLE UMS_LOG_202611 DROP COLUMN DONE_CODE") }

        let problems = try await database.read { db in try tables.problems(db, on: today) }

        #expect(problems.count == 1 && problems[0].contains("UMS_LOG_202611") && problems[0].contains("DONE_CODE"))
    }

    @Test("a month without a table has no rows")
    func missingMonth() async throws {
        try await AgentTables.create(database)
        let (tables, today) = (try tables(), today)

        let found = try await database.read { db in
            try tables.whereabouts(db, of: ["K1"], since: CalendarDay(year: 2026, month: 10, day: 1), today: today)
        }

        #expect(found.isEmpty)
    }

    @Test("missing tables and short columns are told in words")
    func problems() async throws {
        let (tables, today) = (try tables(), today)
        let without = try await database.read { db in try tables.problems(db, on: today) }
        try await AgentTables.create(database)
        let with = try await database.read { db in try tables.problems(db, on: today) }
        try await database.read { db in _ = try db.execute("ALTER TABLE UMS_MSG MODIFY MMS_FILE_LIST VARCHAR(50)") }
        let short = try await database.read { db in try tables.problems(db, on: today) }

        #expect(without.count == 1)
        #expect(with.isEmpty)
        #expect(short.count == 1 && short[0].contains("MMS_FILE_LIST"))
    }
}

@Suite("Result codes of messages")
struct UMSResultCodeTests {
    @Test(
        "known codes have their class, unknown ones that of their prefix",
        arguments: [
            ("00000", UMSResultCode.Kind.success), ("10000", .success), ("41010", .content), ("42020", .number),
            ("42030", .callback), ("25000", .account), ("21001", .night), ("22000", .optOut), ("31107", .retryLater),
            ("29005", .duplicate), ("90123", .retry),
            ("49999", .retry), ("41999", .content), ("42999", .number), ("77777", .unknown), ("", .unknown),
        ])
    func classes(code: String, kind: UMSResultCode.Kind) {
        #expect(UMSResultCode(code: code).kind == kind)
    }
}
