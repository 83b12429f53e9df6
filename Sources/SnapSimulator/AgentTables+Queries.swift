import MariaDB

/// The tables the agent makes for itself (docs/sources.md §1.1, §1.2).
enum AgentTables {
    /// Columns in the order in which `UMS_MSG` and every log have them.
    private static let columns: SQL = """
        CLIENT_KEY      VARCHAR(40)   NOT NULL,
        REQ_CH          VARCHAR(10)   NOT NULL,
        TRAFFIC_TYPE    VARCHAR(10)   NOT NULL DEFAULT 'normal',
        MSG_STATUS      VARCHAR(10)   NOT NULL,
        REQ_DATE        DATETIME      NOT NULL,
        CALLBACK_NUMBER VARCHAR(16)   NOT NULL,
        PHONE           VARCHAR(16)   NOT NULL,
        TITLE           VARCHAR(100)  NULL,
        MSG             VARCHAR(2000) NULL,
        MMS_FILE_LIST   VARCHAR(600)  NULL,
        TEMPLATE_CODE   VARCHAR(20)   NULL,
        MERGE_DATA      VARCHAR(2000) NULL,
        KISA_ORIGCODE   VARCHAR(20)   NULL,
        CAMPAIGN_ID     VARCHAR(20)   NULL,
        DEPT_CODE       VARCHAR(20)   NULL,
        FB_CH           VARCHAR(10)   NULL,
        FB_TITLE        VARCHAR(100)  NULL,
        FB_MSG          VARCHAR(4000) NULL,
        FB_FILE_LIST    VARCHAR(600)  NULL,
        ETC1            VARCHAR(50)   NULL,
        ETC2            VARCHAR(50)   NULL,
        ETC3            VARCHAR(50)   NULL,
        ETC4            VARCHAR(50)   NULL,
        ETC5            VARCHAR(50)   NULL,
        ETC6            VARCHAR(50)   NULL,
        DONE_CODE       VARCHAR(10)   NULL,
        DONE_CODE_DESC  VARCHAR(200)  NULL,
        DONE_CH         VARCHAR(10)   NULL,
        DONE_PRODUCT    VARCHAR(20)   NULL,
        DONE_TELCO      VARCHAR(10)   NULL,
        DONE_DATE       DATETIME      NULL,
        DONE_FB_DETAIL  VARCHAR(2000) NULL
        """

    static func create(_ db: Connection) throws {
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS UMS_MSG (
            \(part: columns),
            PRIMARY KEY (CLIENT_KEY),
            KEY UMS_MSG_IDX1 (MSG_STATUS, REQ_CH, TRAFFIC_TYPE, REQ_DATE),
            KEY UMS_MSG_IDX2 (PHONE),
            KEY UMS_MSG_IDX3 (DONE_CODE, REQ_DATE)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
            """)
    }

    /// `UMS_LOG_202611`. No unique key: a key that was sent twice shows as two rows.
    static func createLog(_ db: Connection, month: String) throws {
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS \(name: log(month)) (
            \(part: columns),
            KEY UMS_LOG_KEY (CLIENT_KEY),
            KEY UMS_LOG_IDX1 (PHONE),
            KEY UMS_LOG_IDX2 (DONE_CODE, REQ_DATE)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
            """)
    }

    /// Where rows wait that have left UMS_MSG and have not reached their log yet (`moveRule` jump).
    static func createTransit(_ db: Connection) throws {
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS UMS_TRANSIT (
            \(part: columns),
            KEY UMS_TRANSIT_KEY (CLIENT_KEY)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
            """)
    }

    /// When each row was taken: for tests, as COUFUN's simulator keeps its books. The real agent has no such table.
    static func createTaken(_ db: Connection) throws {
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS SNAP_TAKEN (
            CLIENT_KEY VARCHAR(40) NOT NULL,
            TAKEN_AT   DATETIME(3) NOT NULL,
            KEY SNAP_TAKEN_KEY (CLIENT_KEY)
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
            """)
    }

    static func log(_ month: String) throws -> SQLName { try SQLName(validating: "UMS_LOG_\(month)") }

    /// Months that have a log, such as `202611`, oldest first.
    static func logMonths(_ db: Connection) throws -> [String] {
        try db.rows(
            """
            SELECT RIGHT(table_name, 6) AS month FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name REGEXP '^UMS_LOG_[0-9]{6}$' ORDER BY 1
            """
        ).map { row in try row.value("month") }
    }
}
