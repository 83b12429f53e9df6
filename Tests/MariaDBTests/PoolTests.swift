import Foundation
import MariaDB
import TestKit
import Testing

@Suite("The pool of connections", .database)
struct PoolTests {
    let address = TestDatabase.current.address

    @Test("opens no connection before the first is needed, and not more than are used")
    func lazy() async throws {
        let database = Database(address, minimum: 5, maximum: 20)
        #expect(database.openConnections == 0)

        for _ in 0..<10 { try await database.ping() }

        #expect(database.openConnections == 1)
    }

    @Test("never opens more than the maximum; the rest waits its turn")
    func maximum() async throws {
        let database = Database(address, minimum: 0, maximum: 3)

        let sessions = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<60 { group.addTask { try await session(database) } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }

        #expect(sessions.count <= 3)
        #expect(database.openConnections <= 3)
    }

    @Test("closes what is idle, down to the minimum", .timeLimit(.minutes(1)))
    func idle() async throws {
        var options = DatabaseOptions()
        options.closeAfterIdle = .zero
        let database = Database(address, minimum: 2, maximum: 5, options: options)
        let meeting = Meeting(of: 5)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { try await database.read { _ in meeting.arrive() } } }
            try await group.waitForAll()
        }
        while database.openConnections > 2 { await Task.yield() }
        try await database.ping()

        #expect(database.openConnections == 2)
    }

    @Test("replaces a connection that reached its age")
    func age() async throws {
        var options = DatabaseOptions()
        options.maximumAge = .zero
        let database = Database(address, minimum: 1, maximum: 1, options: options)

        let (first, second) = try await (session(database), session(database))

        #expect(first != second)
    }

    @Test("refuses work beyond what may wait", .timeLimit(.minutes(1)))
    func tooMuch() async throws {
        var options = DatabaseOptions()
        options.maximumWaiting = 1
        let database = Database(address, minimum: 1, maximum: 1, options: options)
        let (begun, end) = (Meeting(of: 2), Meeting(of: 2))

        async let running: Void = database.read { _ in
            begun.arrive()
            end.arrive()
        }
        await Task.detached { begun.arrive() }.value
        async let waiting: Void = database.ping()
        while database.waitingWork == 0 { await Task.yield() }
        let refused = await failure { try await database.ping() }
        await Task.detached { end.arrive() }.value
        _ = try await (running, waiting)

        #expect(refused == .busy(waiting: 1))
    }

    @Test("gives up on work that waited too long, and does not run it")
    func waitedTooLong() async throws {
        var options = DatabaseOptions()
        options.maximumWait = .zero
        let database = Database(address, minimum: 1, maximum: 1, options: options)
        let runs = Tally()

        let error = await failure { try await database.read { _ in _ = runs.add() } }

        #expect(error == .busy(waiting: 0))
        #expect(runs.count == 0)
    }

    @Test("after shutDown finishes what waits and refuses what comes")
    func shutDown() async throws {
        let database = Database(address, minimum: 1, maximum: 1)
        let meeting = Meeting(of: 2)

        async let running: Void = database.read { _ in meeting.arrive() }
        await Task.detached { meeting.arrive() }.value
        database.shutDown()
        try await running
        let error = await failure { try await database.ping() }

        #expect(error == .shutDown)
    }

    @Test("does not hand on a session that was left in a transaction")
    func leftInTransaction() async throws {
        let database = Database(address, minimum: 1, maximum: 1)

        let first = try await database.read { db in
            try db.execute("START TRANSACTION")
            return try #require(try db.row("SELECT CONNECTION_ID() AS id")).value("id", as: Int.self)
        }
        let second = try await session(database)

        #expect(first != second)
    }

    @Test("a statement that takes too long is stopped, and its session lives on")
    func slowStatement() async throws {
        var options = DatabaseOptions()
        options.statementSeconds = 1
        let database = Database(address, minimum: 1, maximum: 1, options: options)
        let before = try await session(database)

        let error = await failure { try await database.read { db in _ = try db.rows("SELECT SLEEP(30)") } }

        #expect(error == .statementTimedOut)
        #expect(try await session(database) == before)
    }

    @Test("a kept statement follows a table that changed under it")
    func changedTable() async throws {
        let database = Database(address, minimum: 1, maximum: 1)
        let read: @Sendable () async throws -> [String: Int?] = {
            try await database.read { db in
                let row = try #require(try db.row("SELECT * FROM shifting WHERE a = \(1)"))
                return ["a": try row.optional("a"), "b": try? row.optional("b", as: Int.self)]
            }
        }
        try await database.read { db in
            try db.execute("CREATE OR REPLACE TABLE shifting (a INT)")
            try db.execute("INSERT INTO shifting VALUES (1)")
        }

        let before = try await read()
        try await database.read { db in try db.execute("ALTER TABLE shifting ADD COLUMN b INT DEFAULT 7 FIRST") }
        let after = try await read()

        #expect(before == ["a": 1, "b": nil])
        #expect(after == ["a": 1, "b": 7])
        try await database.ping()
    }

    @Test("more different statements than are kept all work")
    func manyStatements() async throws {
        let lists = (1...250).map { Array(1...$0) }

        let sums: [Int] = try await Database(address, minimum: 0, maximum: 1).read { db in
            try lists.map { list in
                try #require(try db.row("SELECT COUNT(*) AS n FROM seq_1_to_1000 WHERE seq IN (\(list: list))")).value(
                    "n")
            }
        }

        #expect(sums == Array(1...250))
    }

    private func session(_ database: Database) async throws -> Int {
        try await database.read { db in try #require(try db.row("SELECT CONNECTION_ID() AS id")).value("id") }
    }

    private func failure(_ body: () async throws -> Void) async -> MariaDBError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? MariaDBError
        }
    }
}
