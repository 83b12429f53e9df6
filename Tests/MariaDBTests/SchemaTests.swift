import Foundation
import MariaDB
import TestKit
import Testing

@Suite("The project's own schema", .database)
struct SchemaTests {
    let database = TestDatabase.current

    @Test("comes from migrations without gaps that apply to an empty schema")
    func applies() async throws {
        let name = "whole_\(UInt32.random(in: .min ... .max))"
        let quoted = try SQLName(validating: name)
        try await database.read { db in try db.execute("CREATE DATABASE \(name: quoted)") }
        let empty = Database(database.address.with(schema: name), minimum: 0, maximum: 1)
        let migrator = Migrator(directory: packageRoot.appending(path: "Migrations"))

        let first = try await migrator.migrate(empty)
        let second = try await migrator.migrate(empty)
        try await database.read { db in try db.execute("DROP DATABASE \(name: quoted)") }

        #expect(!first.isEmpty)
        #expect(second.isEmpty)
    }

    @Test("has only InnoDB tables in utf8mb4")
    func engines() async throws {
        let others = try await names(
            """
            SELECT table_name AS name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND (engine <> 'InnoDB' OR table_collation NOT LIKE 'utf8mb4%')
            """)

        #expect(others == [])
    }

    @Test("has a primary key on every table")
    func primaryKeys() async throws {
        let without = try await names(
            """
            SELECT table_name AS name FROM information_schema.tables t
            WHERE table_schema = DATABASE() AND NOT EXISTS (
                SELECT 1 FROM information_schema.statistics s
                WHERE s.table_schema = t.table_schema AND s.table_name = t.table_name AND s.index_name = 'PRIMARY')
            """)

        #expect(without == [])
    }

    @Test("has no triggers, routines, events or cascades, so that it runs on a cluster")
    func portable() async throws {
        let found = try await names(
            """
            SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = DATABASE()
            UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()
            UNION SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE()
            UNION SELECT constraint_name FROM information_schema.referential_constraints
                WHERE constraint_schema = DATABASE() AND (delete_rule = 'CASCADE' OR update_rule = 'CASCADE')
            """)

        #expect(found == [])
    }

    private func names(_ sql: SQL) async throws -> [String] {
        try await database.read { db in try db.rows(sql).map { try $0.value("name") } }
    }
}
