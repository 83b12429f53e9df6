import MariaDB

/// The last step of a row: out of UMS_MSG, into the log of its month.
enum LogMove {
    /// Both halves in one transaction.
    static func together(_ db: Connection, _ keys: [String], month: String) throws {
        try db.execute(
            """
            INSERT INTO \(name: AgentTables.log(month))
            SELECT * FROM UMS_MSG WHERE MSG_STATUS = 'complete' AND CLIENT_KEY IN (\(list: keys))
            """)
        try remove(db, keys)
    }

    /// Copies what is not in the log yet: a run that ended between copy and removal is made good.
    static func copy(_ db: Connection, _ keys: [String], month: String) throws {
        let log = try AgentTables.log(month)
        try db.execute(
            """
            INSERT INTO \(name: log)
            SELECT * FROM UMS_MSG AS m WHERE m.MSG_STATUS = 'complete' AND m.CLIENT_KEY IN (\(list: keys))
              AND NOT EXISTS (
                SELECT 1 FROM \(name: log) AS l
                WHERE l.CLIENT_KEY = m.CLIENT_KEY AND l.DONE_DATE = m.DONE_DATE AND l.DONE_CODE = m.DONE_CODE)
            """)
    }

    static func remove(_ db: Connection, _ keys: [String]) throws {
        try db.execute("DELETE FROM UMS_MSG WHERE MSG_STATUS = 'complete' AND CLIENT_KEY IN (\(list: keys))")
    }

    /// First half of a jump: the rows are in neither table that the product knows.
    static func depart(_ db: Connection, _ keys: [String]) throws {
        try db.execute(
            """
            INSERT INTO UMS_TRANSIT
            SELECT * FROM UMS_MSG WHERE MSG_STATUS = 'complete' AND CLIENT_KEY IN (\(list: keys))
            """)
        try remove(db, keys)
    }

    /// Second half.
    static func arrive(_ db: Connection, _ keys: [String], month: String) throws {
        try db.execute(
            """
            INSERT INTO \(name: AgentTables.log(month))
            SELECT * FROM UMS_TRANSIT WHERE CLIENT_KEY IN (\(list: keys))
            """)
        try db.execute("DELETE FROM UMS_TRANSIT WHERE CLIENT_KEY IN (\(list: keys))")
    }

    /// Keys that a run left on the way, with the months of their result and of their request.
    static func stranded(_ db: Connection) throws -> [(key: String, doneMonth: String, requestMonth: String)] {
        do {
            return try db.rows(
                """
                SELECT CLIENT_KEY, DATE_FORMAT(DONE_DATE, '%Y%m') AS done, DATE_FORMAT(REQ_DATE, '%Y%m') AS requested
                FROM UMS_TRANSIT
                """
            ).map { row in (try row.value("CLIENT_KEY"), try row.value("done"), try row.value("requested")) }
        } catch MariaDBError.noSuchTable {
            return []  // nothing ever jumped here
        }
    }
}
