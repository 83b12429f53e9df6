import MariaDB

/// The SNAP agent's tables in a test's own schema, as the real agent makes them (docs/sources.md §1.1).
package enum AgentTables {
    package static func create(_ database: Database, logs months: [String] = []) async throws {
        try await database.read { db in
            try db.execute(
                """
                CREATE TABLE IF NOT EXISTS UMS_MSG (
                    CLIENT_KEY VARCHAR(40) NOT NULL, REQ_CH VARCHAR(10) NOT NULL,
                    TRAFFIC_TYPE VARCHAR(10) NOT NULL DEFAULT 'normal', MSG_STATUS VARCHAR(10) NOT NULL,
                    REQ_DATE DATETIME NOT NULL, CALLBACK_NUMBER VARCHAR(16) NOT NULL, PHONE VARCHAR(16) NOT NULL,
                    TITLE VARCHAR(100) NULL, MSG VARCHAR(2000) NULL, MMS_FILE_LIST VARCHAR(600) NULL,
                    DONE_CODE VARCHAR(10) NULL, DONE_CODE_DESC VARCHAR(200) NULL, DONE_CH VARCHAR(10) NULL,
                    DONE_PRODUCT VARCHAR(20) NULL, DONE_TELCO VARCHAR(10) NULL, DONE_DATE DATETIME NULL,
                    DONE_FB_DETAIL VARCHAR(2000) NULL, PRIMARY KEY (CLIENT_KEY)
                ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
                """)
            for month in months {
                let table = try SQLName(validating: "UMS_LOG_\(month)")
                try db.execute("CREATE TABLE IF NOT EXISTS \(name: table) LIKE UMS_MSG")
            }
        }
    }

    /// What the agent does with a row: writes a result and moves it to the log of `month`.
    package static func finish(_ database: Database, code: String, month: String, telco: String = "SKT") async throws {
        let table = try SQLName(validating: "UMS_LOG_\(month)")
        try await database.write { db in
            try db.execute(
                """
                UPDATE UMS_MSG SET MSG_STATUS = 'complete', DONE_CODE = \(code), DONE_TELCO = \(telco), DONE_DATE = NOW()
                """)
            try db.execute("INSERT INTO \(name: table) SELECT * FROM UMS_MSG")
            try db.execute("DELETE FROM UMS_MSG")
        }
    }
}
