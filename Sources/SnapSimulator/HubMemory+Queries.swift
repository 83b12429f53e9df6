import MariaDB

extension HubMemory {
    /// Reads the logs of the last two months: what the hub would still know if only the agent was started anew.
    static func load(_ db: Connection, today: String) throws -> HubMemory {
        var memory = HubMemory()
        for month in try AgentTables.logMonths(db).suffix(2) {
            let log = try AgentTables.log(month)
            let counts = try db.rows(
                "SELECT PHONE, COUNT(*) AS n FROM \(name: log) WHERE DONE_TELCO IS NOT NULL GROUP BY PHONE")
            for row in counts { memory.remember(messages: try row.value("n"), to: try row.value("PHONE")) }
            let keys = try db.rows(
                """
                SELECT CLIENT_KEY FROM \(name: log)
                WHERE DONE_TELCO IS NOT NULL AND DATE_FORMAT(DONE_DATE, '%Y%m%d') = \(today)
                """)
            for row in keys { _ = memory.take(try row.value("CLIENT_KEY"), on: today) }
        }
        return memory
    }
}
