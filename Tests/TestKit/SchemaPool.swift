import Foundation
import MariaDB
import Support

/// The schemas `test_1 … test_n` of this test process.
///
/// They lie on a private server, or on the one that `TEST_DATABASE_URL` names, which one test process may use at a time.
actor SchemaPool {
    static let shared = SchemaPool()

    /// Swift Testing begins all tests at once; more than these would only wait for the processor.
    private let limit = max(4, ProcessInfo.processInfo.activeProcessorCount * 2)
    private var idle: [Database] = []
    private var inUse = 0
    private var names = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// What the migrations made; whatever else a test leaves behind is dropped.
    private var migrated: Set<String> = []

    func checkOut() async throws -> Database {
        // A loop: a place that became free may be taken again when this task continues.
        while inUse >= limit {
            await withCheckedContinuation { waiting.append($0) }
        }
        inUse += 1
        do {
            guard let database = idle.popLast() else { return try await make() }
            try await empty(database)
            return database
        } catch {
            leave()
            throw error
        }
    }

    func checkIn(_ database: Database) {
        idle.append(database)
        leave()
    }

    private func leave() {
        inUse -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    /// Made anew even if it is there: on a server of someone else it may come from an older program.
    private func make() async throws -> Database {
        names += 1
        let name = "test_\(names)"
        let quoted = try SQLName(validating: name)
        let address = try await serverAddress()
        let admin = Database(address.with(schema: ""), minimum: 0, maximum: 1)
        defer { admin.shutDown() }
        try await admin.read { db in
            try db.execute("DROP DATABASE IF EXISTS \(name: quoted)")
            try db.execute("CREATE DATABASE \(name: quoted) CHARACTER SET utf8mb4")
        }
        let database = Database(address.with(schema: name), minimum: 0, maximum: 8)
        try await Migrator(directory: packageRoot.appending(path: "Migrations"), allowsGaps: true).migrate(database)
        migrated = Set(try await database.read { db in try tables(db) })
        return database
    }

    private func empty(_ database: Database) async throws {
        try await database.read { [migrated] db in
            try db.execute("SET foreign_key_checks = 0")
            for table in try tables(db) {
                let name = try SQLName(validating: table)
                guard migrated.contains(table) else {
                    try db.execute("DROP TABLE \(name: name)")
                    continue
                }
                if table != "schema_migration" { try db.execute("DELETE FROM \(name: name)") }
            }
            try db.execute("SET foreign_key_checks = 1")
        }
    }

    private func serverAddress() async throws -> DatabaseAddress {
        if let url = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] { return try DatabaseAddress(url) }
        return try await Self.privateServer.value.address
    }

    /// Started by the first test that needs it; a task, so that the others wait for the same one.
    private static let privateServer = Task { try await MariaDBServer.start() }
}

private func tables(_ db: Connection) throws -> [String] {
    try db.rows(
        """
        SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
        """
    ).map { row in try row.value("name") }
}
