import Foundation
import Logging
import MariaDB
import Simulation
import TestKit

@testable import SnapSimulator

/// An agent on the test's own schema whose clock stands at a chosen time, and rows for it.
struct AgentFixture {
    let database = TestDatabase.current
    var settings = AgentSettings()

    init(clock: String = "2026-11-22 14:05:09") {
        settings.failShare = 0
        settings.clock = clock
    }

    func agent(seed: UInt64 = 1) -> Agent {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return Agent(database: database, seed: Seed(seed), settings: settings, logger: logger)
    }

    func startedAgent(seed: UInt64 = 1) async throws -> Agent {
        var agent = agent(seed: seed)
        try await agent.start()
        return agent
    }

    func insert(
        _ key: String, phone: String = "01012345678", callback: String = "0212345678", line: String = "normal",
        at requested: String = "2026-11-22 14:00:00", text: String = "쿠폰이 도착했습니다.", files: String = ""
    ) async throws {
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO UMS_MSG (CLIENT_KEY, REQ_CH, TRAFFIC_TYPE, MSG_STATUS, REQ_DATE, CALLBACK_NUMBER, PHONE,
                  TITLE, MSG, MMS_FILE_LIST)
                VALUES (\(key), 'MMS', \(line), 'ready', \(requested), \(callback), \(phone), '제목', \(text), \(files))
                """)
        }
    }

    /// MSG_STATUS of the rows that are still in UMS_MSG, by key.
    func waiting() async throws -> [String: String] {
        try await database.read { db in
            let rows = try db.rows("SELECT CLIENT_KEY, MSG_STATUS FROM UMS_MSG")
            return Dictionary(
                uniqueKeysWithValues: try rows.map { row in (try row.value("CLIENT_KEY"), try row.value("MSG_STATUS")) }
            )
        }
    }

    struct Logged: Sendable, Equatable {
        let key: String
        let code: String
        let telco: String?
        let doneAt: String
        let detail: String?
    }

    /// The rows of one log table, by key; empty when there is no such table.
    func logged(_ month: String) async throws -> [Logged] {
        try await database.read { db in
            do {
                return try db.rows(
                    """
                    SELECT CLIENT_KEY, DONE_CODE, DONE_TELCO, DONE_DATE, DONE_FB_DETAIL
                    FROM \(name: AgentTables.log(month)) ORDER BY CLIENT_KEY, DONE_CODE
                    """
                ).map { row in
                    Logged(
                        key: try row.value("CLIENT_KEY"), code: try row.value("DONE_CODE"),
                        telco: try row.optional("DONE_TELCO"), doneAt: try row.value("DONE_DATE"),
                        detail: try row.optional("DONE_FB_DETAIL"))
                }
            } catch MariaDBError.noSuchTable {
                return []
            }
        }
    }

    func logMonths() async throws -> [String] {
        try await database.read { db in try AgentTables.logMonths(db) }
    }
}
