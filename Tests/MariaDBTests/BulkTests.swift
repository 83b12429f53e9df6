import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Many rows at once", .database)
struct BulkTests {
    let database = TestDatabase.current

    /// One of everything, NULLs in changing places, a column that is NULL throughout, one that mixes kinds.
    private static let rows: [[SQL.Value]] = (0..<1_000).map(row)

    private static func row(_ number: Int) -> [SQL.Value] {
        let name: String? = number % 3 == 0 ? nil : String(repeating: "가", count: number % 40)
        let content: [UInt8]? = number % 5 == 0 ? nil : [UInt8](repeating: UInt8(number % 256), count: number % 200)
        let share: Double? = number % 7 == 0 ? nil : Double(number) / 3
        let mixed: SQL.Value = number % 2 == 0 ? .int(Int64(-number)) : .text("-\(number)")
        let moment = Date(timeIntervalSince1970: 1_700_000_000 + Double(number))
        return [number.sqlValue, name.sqlValue, content.sqlValue, share.sqlValue, mixed, .null, moment.sqlValue]
    }

    private static let columns: [SQLName] = ["id", "name", "content", "share", "mixed", "nothing", "moment"]

    init() async throws {
        try await database.read { db in
            for table: SQLName in ["single", "bulk"] {
                try db.execute(
                    """
                    CREATE OR REPLACE TABLE \(name: table) (
                        id INT PRIMARY KEY, name VARCHAR(50) CHARACTER SET utf8mb4, content VARBINARY(255), share DOUBLE,
                        mixed VARCHAR(10), nothing VARCHAR(10), moment DATETIME(3)
                    ) ENGINE = InnoDB
                    """)
            }
        }
    }

    @Test("arrive as they do one by one, by array and by multi-row INSERT", arguments: [true, false])
    func sameAsSingle(usesArrays: Bool) async throws {
        let inserted = try await database.write { db in
            for row in Self.rows {
                try db.execute("INSERT INTO single VALUES (\(list: row))")
            }
            return try db.withArrays(usesArrays) { db -> Int in
                try db.insertMany(into: "bulk", columns: Self.columns, rows: Self.rows)
            }
        }
        let difference: Int = try await database.read { db in
            try #require(
                try db.row(
                    """
                    SELECT COUNT(*) AS n FROM single a JOIN bulk b USING (id)
                    WHERE NOT (a.name <=> b.name AND a.content <=> b.content AND a.share <=> b.share
                        AND a.mixed <=> b.mixed AND a.nothing <=> b.nothing AND a.moment <=> b.moment)
                    """)
            ).value("n")
        }

        #expect(inserted == 1_000)
        #expect(difference == 0)
        #expect(try await count("bulk") == 1_000)
    }

    @Test("are all refused when one is", arguments: [true, false])
    func allOrNothing(usesArrays: Bool) async throws {
        await #expect(throws: MariaDBError.duplicateKey(name: "PRIMARY")) { try await insertTwice(usesArrays) }

        #expect(try await count("bulk") == 0)
    }

    @Test("are updated by id, and the matched ones are counted", arguments: [true, false])
    func bulkUpdate(usesArrays: Bool) async throws {
        let matched = try await database.write { db in
            try db.insertMany(into: "bulk", columns: Self.columns, rows: Self.rows)
            return try db.withArrays(usesArrays) { db -> Int in
                try db.executeMany(
                    "UPDATE bulk SET mixed = ? WHERE id = ?",
                    rows: [
                        [.text("x"), .int(3)], [.text("y"), .int(4)], [.null, .int(5)], [.text("z"), .int(7_000)],
                    ])
            }
        }
        let mixed: [String?] = try await database.read { db in
            try db.rows("SELECT mixed FROM bulk WHERE id IN (3, 4, 5) ORDER BY id").map { try $0.optional("mixed") }
        }

        #expect(matched == 3)
        #expect(mixed == ["x", "y", nil])
    }

    @Test("none is no statement")
    func none() async throws {
        let inserted = try await database.write { db in try db.insertMany(into: "bulk", columns: ["id"], rows: []) }

        #expect(inserted == 0)
    }

    @Test("go into a table of another schema")
    func otherSchema() async throws {
        let table = try SQLName(validating: "bulk").in(schema: SQLName(validating: database.schema))

        let inserted = try await database.write { db in
            try db.insertMany(into: table, columns: ["id"], rows: [[.int(1)], [.int(2)]])
        }

        #expect(inserted == 2)
    }

    @Test("a name that could break out of its quotes is refused", arguments: ["", "a`b", "a b", "a.b", "é", "a;b"])
    func badNames(name: String) {
        #expect(throws: InvalidSQLName.self) { try SQLName(validating: name) }
    }

    private func insertTwice(_ usesArrays: Bool) async throws {
        try await database.write { db in
            _ = try db.withArrays(usesArrays) { db in
                try db.insertMany(into: "bulk", columns: ["id"], rows: [[.int(1)], [.int(2)], [.int(1)]])
            }
        }
    }

    private func count(_ table: SQLName) async throws -> Int {
        try await database.read { db in
            try #require(try db.row("SELECT COUNT(*) AS n FROM \(name: table)")).value("n")
        }
    }
}
