import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Values on their way to the server and back", .database)
struct ValueTests {
    let database = TestDatabase.current

    enum Colour: String, SQLBindable, SQLDecodable, CaseIterable { case red, green }
    enum Level: Int, SQLBindable, SQLDecodable { case low = 1, high = 7 }
    enum Thing {}

    @Test("integers keep every bit", arguments: [0, 1, -1, .max, .min, 20_261_122])
    func integers(number: Int) async throws {
        let back: Int = try await echo(number, "BIGINT")

        #expect(back == number)
    }

    @Test("64-bit integers, booleans and won are integers", arguments: [true, false])
    func smallIntegers(flag: Bool) async throws {
        let back: (Int64, Bool, Won) = try await (
            echo(Int64.min, "BIGINT"), echo(flag, "TINYINT"), echo(Won(12_500), "INT")
        )

        #expect(back == (Int64.min, flag, Won(12_500)))
    }

    @Test(
        "doubles keep their last digit", arguments: [0.1, -1.0 / 3, 1e300, 2.2250738585072014e-308, 0, 123_456_789.125])
    func doubles(number: Double) async throws {
        let back: Double = try await echo(number, "DOUBLE")

        #expect(back == number)
    }

    @Test(
        "text keeps Korean, emoji, quotes and zero bytes", arguments: ["", "홍길동 🎁", "it's \"q\" \\ `x` ; -- ?", "a\0b"])
    func texts(text: String) async throws {
        let back: String = try await echo(text, "TEXT CHARACTER SET utf8mb4")

        #expect(back == text)
    }

    @Test("bytes come back exactly, also those that are no text")
    func bytes() async throws {
        let all = (0...255).map { UInt8($0) } + [0, 0]
        let (blob, fixed): ([UInt8], [UInt8]) = try await (echo(all, "BLOB"), echo(Array(all[150..<166]), "BINARY(16)"))

        #expect(blob == all)
        #expect(fixed == Array(all[150..<166]))
    }

    @Test("a long value is not cut")
    func longValue() async throws {
        let text = String(repeating: "가나다라", count: 100_000)

        let back: String = try await echo(text, "LONGTEXT CHARACTER SET utf8mb4")

        #expect(back == text)
    }

    @Test("instants keep their millisecond", arguments: [0, 1, 122, 123, 499, 999])
    func instants(millisecond: Int) async throws {
        let instant = Date(timeIntervalSince1970: 1_795_320_309 + Double(millisecond) / 1000)

        let back: Date = try await echo(instant, "DATETIME(3)")
        let again: Date = try await echo(back, "DATETIME(3)")

        #expect(abs(back.timeIntervalSince(instant)) < 0.000_5)
        #expect(again == back)
    }

    @Test("an instant is stored in Korean time")
    func koreanTime() async throws {
        let noon = try #require(SeoulTime.instant(sql: "2026-11-22 12:00:00.000"))

        let text: String = try await database.read { db in
            try #require(try db.row("SELECT CAST(CAST(\(noon) AS DATETIME(3)) AS CHAR) AS text")).value("text")
        }

        #expect(text == "2026-11-22 12:00:00.000")
    }

    @Test("the session's clock is Korea's")
    func sessionClock() async throws {
        let now: Date = try await database.read { db in try #require(try db.row("SELECT NOW(3) AS now")).value("now") }

        #expect(abs(now.timeIntervalSinceNow) < 5)
    }

    @Test("days, ULIDs, typed ids and enums survive")
    func ownTypes() async throws {
        let id = Identifier<Thing>.new()
        let day = CalendarDay(year: 2028, month: 2, day: 29)

        let backID: Identifier<Thing> = try await echo(id, "BINARY(16)")
        let backULID: ULID = try await echo(id.ulid, "BINARY(16)")
        let backDay: CalendarDay = try await echo(day, "DATE")
        let backColour: Colour = try await echo(Colour.green, "VARCHAR(16)")
        let backLevel: Level = try await echo(Level.high, "INT")

        #expect((backID, backULID, backDay, backColour, backLevel) == (id, id.ulid, day, .green, .high))
    }

    @Test("NULL is nil, and an error where a value is asked for")
    func nulls() async throws {
        let row = try await database.read { db in try #require(try db.row("SELECT \(String?.none) AS nothing")) }

        #expect(try row.optional("nothing", as: String.self) == nil)
        #expect(throws: MariaDBError.unexpectedNull(column: "nothing")) { try row.value("nothing", as: Int.self) }
    }

    @Test("an unknown column and a value of another type are told apart")
    func wrongColumn() async throws {
        let row = try await database.read { db in try #require(try db.row("SELECT 'blue' AS colour")) }

        #expect(throws: MariaDBError.noSuchColumn("color")) { try row.value("color", as: String.self) }
        #expect(throws: MariaDBError.undecodable(column: "colour", as: "Colour")) {
            try row.value("colour", as: Colour.self)
        }
        #expect(throws: MariaDBError.undecodable(column: "colour", as: "Int")) { try row.value("colour", as: Int.self) }
    }

    @Test("a list becomes as many places as it has values")
    func lists() async throws {
        let found: [Int] = try await database.read { db in
            try db.rows("SELECT seq FROM seq_1_to_10 WHERE seq IN (\(list: [2, 3, 11]))").map { try $0.value("seq") }
        }

        #expect(found == [2, 3])
    }

    @Test("an empty list is refused by the server, not by the end of the program")
    func emptyList() async throws {
        await #expect(throws: MariaDBError.self) {
            try await database.read { db in _ = try db.rows("SELECT 1 AS one WHERE 1 IN (\(list: [Int]()))") }
        }
    }

    @Test("parts are put together with their values in order")
    func parts() async throws {
        let filters: [SQL] = ["seq > \(3)", "seq < \(6)"]

        let found: [Int] = try await database.read { db in
            try db.rows("SELECT seq FROM seq_1_to_10 WHERE \(part: filters.joined(separator: " AND ")) LIMIT \(5)")
                .map { try $0.value("seq") }
        }

        #expect(found == [4, 5])
    }

    /// Through a column of that type, not only through the protocol.
    private func echo<T: SQLBindable & SQLDecodable & Sendable>(_ value: T, _ type: StaticString) async throws -> T {
        let column = SQL(stringLiteral: type)
        return try await database.read { db in
            try db.execute("CREATE OR REPLACE TABLE echo (value \(part: column))")
            try db.execute("INSERT INTO echo VALUES (\(value))")
            return try #require(try db.row("SELECT value FROM echo")).value("value")
        }
    }
}
