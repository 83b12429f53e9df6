import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Transactions", .database)
struct TransactionTests {
    let database = TestDatabase.current

    struct Refusal: Error {}

    init() async throws {
        try await database.read { db in
            try db.execute("CREATE OR REPLACE TABLE account (id INT PRIMARY KEY, won INT NOT NULL) ENGINE = InnoDB")
            try db.execute("INSERT INTO account VALUES (1, 100), (2, 100)")
        }
    }

    @Test("what a throwing closure wrote is undone")
    func rollback() async throws {
        await #expect(throws: Refusal.self) { try await emptyAndRefuse() }

        #expect(try await balance(1) == 100)
    }

    @Test("two that lock each other out both succeed, the victim at its second run")
    func deadlock() async throws {
        let meeting = Meeting(of: 2)

        async let there: Void = transfer(from: 1, to: 2, meeting)
        async let back: Void = transfer(from: 2, to: 1, meeting)
        _ = try await (there, back)

        #expect(meeting.arrivals == 3)
        let balances = try await (balance(1), balance(2))
        #expect(balances == (100, 100))
    }

    @Test("an UPDATE counts the rows it matched, also those that were so already")
    func matchedRows() async throws {
        let matched = try await database.write { db in try db.execute("UPDATE account SET won = 100 WHERE id = \(1)") }

        #expect(matched == 1)
    }

    @Test("a duplicate key is told by its name and does not repeat the value")
    func duplicateKey() async throws {
        let error = await failure { db in _ = try db.execute("INSERT INTO account VALUES (\(1), \(5))") }

        #expect(error == .duplicateKey(name: "PRIMARY"))
    }

    @Test("a missing table is told by its name")
    func missingTable() async throws {
        let error = await failure { db in _ = try db.rows("SELECT * FROM nowhere") }

        #expect(error == .noSuchTable(name: "\(database.schema).nowhere"))
    }

    @Test("a refused value is not part of the message")
    func refusedValue() async throws {
        let error = await failure { db in
            _ = try db.execute("UPDATE account SET won = \("01012345678번") WHERE id = \(1)")
        }

        let message = try #require(error).description
        #expect(message.contains("won"))
        #expect(!message.contains("0101234"))
    }

    @Test("every session reads committed rows, counts in Korean time and is strict")
    func session() async throws {
        let row = try await database.read { db in
            try #require(
                try db.row(
                    "SELECT @@tx_isolation AS isolation, @@time_zone AS zone, @@sql_mode AS modes, @@innodb_lock_wait_timeout AS wait"
                ))
        }

        #expect(try row.value("isolation") == "READ-COMMITTED")
        #expect(try row.value("zone") == "+09:00")
        #expect(try row.value("modes", as: String.self).contains("STRICT_ALL_TABLES"))
        #expect(try row.value("wait") == 5)
    }

    private func emptyAndRefuse() async throws {
        try await database.write { db in
            try db.execute("UPDATE account SET won = \(0) WHERE id = \(1)")
            throw Refusal()
        }
    }

    private func failure(_ body: @escaping @Sendable (Connection) throws -> Void) async -> MariaDBError? {
        await #expect(throws: MariaDBError.self) { try await database.write(body) }
    }

    private func transfer(from: Int, to: Int, _ meeting: Meeting) async throws {
        try await database.write { db in
            try db.execute("UPDATE account SET won = won - 10 WHERE id = \(from)")
            meeting.arrive()
            try db.execute("UPDATE account SET won = won + 10 WHERE id = \(to)")
        }
    }

    private func balance(_ id: Int) async throws -> Int {
        try await database.read { db in
            try #require(try db.row("SELECT won FROM account WHERE id = \(id)")).value("won")
        }
    }
}
