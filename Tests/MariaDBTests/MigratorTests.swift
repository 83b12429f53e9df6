import Foundation
import MariaDB
import TestKit
import Testing

@Suite("Migrating a schema", .database)
struct MigratorTests {
    let database: Database
    let files: MigrationFiles

    /// A schema without the project's own migrations.
    init() async throws {
        database = TestDatabase.current
        files = try MigrationFiles()
        try await database.read { db in try db.execute("DROP TABLE IF EXISTS schema_migration") }
    }

    @Test("applies what is new, in order, once")
    func appliesOnce() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")
        try files.write("0002_add_name_to_fruit.sql", "ALTER TABLE fruit ADD COLUMN name VARCHAR(9) DEFAULT 'a;b';")

        let first = try await files.migrator.migrate(database)
        try files.write("0003_index_fruit_name.sql", "CREATE INDEX fruit_name ON fruit (name)")
        let second = try await files.migrator.migrate(database)
        let third = try await files.migrator.migrate(database)

        #expect(first.map(\.name) == ["0001_create_fruit", "0002_add_name_to_fruit"])
        #expect(second.map(\.number) == [3])
        #expect(third.isEmpty)
    }

    @Test("a dry run lists and changes nothing")
    func dryRun() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")

        let pending = try await files.migrator.pending(in: database)

        #expect(pending.map(\.name) == ["0001_create_fruit"])
        #expect(try await tables() == [])
    }

    @Test("semicolons and quotes in texts and comments end no statement")
    func script() async throws {
        try files.write(
            "0001_create_note.sql",
            """
            -- it's a comment; with a quote
            CREATE TABLE note (text VARCHAR(50)) COMMENT 'x;y'; # another; one
            /* a ; b 'c */
            INSERT INTO note VALUES ('a;b'), ('it''s'), ("q;\\";"), ('-- no comment'), ('back\\\\');
            ;

            """)

        try await files.migrator.migrate(database)

        let texts: [String] = try await database.read { db in
            try db.rows("SELECT text FROM note ORDER BY text").map { try $0.value("text") }
        }
        #expect(texts == ["-- no comment", "a;b", "back\\", "it's", "q;\";"])
    }

    @Test("a file that changed after it was applied stops everything")
    func changed() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")
        try await files.migrator.migrate(database)
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id BIGINT PRIMARY KEY)")
        try files.write("0002_create_veg.sql", "CREATE TABLE veg (id INT PRIMARY KEY)")

        await #expect(throws: MigrationError.changed(name: "0001_create_fruit")) { try await migrate() }

        #expect(try await tables() == ["fruit"])
    }

    @Test("an older program does not touch a newer schema")
    func unknown() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")
        try await files.migrator.migrate(database)
        try files.remove("0001_create_fruit.sql")

        await #expect(throws: MigrationError.unknown(name: "0001_create_fruit")) { try await migrate() }
    }

    @Test(
        "wrong numbers and names are refused before anything runs",
        arguments: [
            (["0001_create_a.sql", "0003_create_c.sql"], MigrationError.gap(missing: 2, before: "0003_create_c")),
            (["0001_create_a.sql", "0001_create_b.sql"], .duplicateNumber(1)),
            (["0002_create_b.sql"], .gap(missing: 1, before: "0002_create_b")),
            (["1_create_a.sql"], .badFileName("1_create_a.sql")),
            (["0001_Create.sql"], .badFileName("0001_Create.sql")),
        ])
    func badFiles(names: [String], expected: MigrationError) async throws {
        for name in names { try files.write(name, "CREATE TABLE a (id INT)") }

        await #expect(throws: expected) { try await migrate() }

        #expect(try await tables() == [])
    }

    @Test("a failing statement is named, and the migration is not recorded")
    func failing() async throws {
        try files.write(
            "0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY); INSERT INTO nowhere VALUES (1)")

        let error = await #expect(throws: MigrationError.self) { try await migrate() }
        let pending = try await files.migrator.pending(in: database)

        guard case .failed("0001_create_fruit", 2, .noSuchTable)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(pending.map(\.number) == [1])
    }

    @Test("processes that migrate at once do the work once")
    func atOnce() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")
        try files.write("0002_create_veg.sql", "CREATE TABLE veg (id INT PRIMARY KEY)")

        let applied = try await withThrowingTaskGroup(of: Int.self) { [database, files] group in
            for _ in 0..<5 {
                group.addTask {
                    let other = Database(database.address, minimum: 0, maximum: 1)
                    return try await files.migrator.migrate(other).count
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(applied.sorted() == [0, 0, 0, 0, 2])
    }

    @Test("the lease of a process that died is taken over")
    func deadHolder() async throws {
        try files.write("0001_create_fruit.sql", "CREATE TABLE fruit (id INT PRIMARY KEY)")
        try await database.write { db in
            try db.execute(
                "INSERT INTO schema_migration_lease VALUES (1, 'dead', NOW(3) - INTERVAL 1 SECOND)")
        }

        let applied = try await files.migrator.migrate(database)

        #expect(applied.count == 1)
    }

    private func migrate() async throws { _ = try await files.migrator.migrate(database) }

    /// Of this test, not the project's.
    private func tables() async throws -> [String] {
        try await database.read { db in
            try db.rows(
                """
                SELECT table_name AS name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_name IN ('a', 'fruit', 'veg') ORDER BY name
                """
            ).map { try $0.value("name") }
        }
    }
}

/// A directory of migrations, gone with the test.
final class MigrationFiles: Sendable {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "migrations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    var migrator: Migrator { Migrator(directory: directory) }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(at: directory.appending(path: name)) }
}
