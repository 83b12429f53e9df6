/// A row of `schema_migration`: a migration that was applied.
struct MigrationRecord {
    let number: Int
    let name: String
    let checksum: String

    static func create(_ db: Connection) throws(MariaDBError) {
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                number     INT          NOT NULL PRIMARY KEY,
                name       VARCHAR(190) NOT NULL,
                checksum   CHAR(64)     NOT NULL COMMENT 'SHA-256 of the file, hexadecimal',
                applied_at DATETIME(3)  NOT NULL
            ) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
            """)
        try db.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration_lease (
                id         INT         NOT NULL PRIMARY KEY,
                owner      VARCHAR(64) NOT NULL,
                expires_at DATETIME(3) NOT NULL
            ) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
            """)
    }

    static func exists(_ db: Connection) throws(MariaDBError) -> Bool {
        try db.row(
            """
            SELECT 1 FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name = 'schema_migration'
            """) != nil
    }

    static func all(_ db: Connection) throws(MariaDBError) -> [MigrationRecord] {
        var records: [MigrationRecord] = []
        for row in try db.rows("SELECT number, name, checksum FROM schema_migration ORDER BY number") {
            records.append(
                MigrationRecord(
                    number: try row.value("number"), name: try row.value("name"), checksum: try row.value("checksum")))
        }
        return records
    }

    /// The server computes it: this room needs no library for it.
    static func checksum(_ db: Connection, _ text: String) throws(MariaDBError) -> String {
        guard let row = try db.row("SELECT SHA2(\(text), 256) AS checksum") else { return "" }
        return try row.value("checksum")
    }

    static func add(_ db: Connection, _ migration: Migration) throws(MariaDBError) {
        try db.execute(
            """
            INSERT INTO schema_migration (number, name, checksum, applied_at)
            VALUES (\(migration.number), \(migration.name), SHA2(\(migration.text), 256), NOW(3))
            """)
    }
}
