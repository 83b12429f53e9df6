import Foundation
import MariaDB
import TestKit
import Testing

@Suite("A connection that is lost", .database)
struct LostConnectionTests {
    let database = TestDatabase.current
    let runs = Tally()

    init() async throws {
        try await database.read { db in
            try db.execute("CREATE OR REPLACE TABLE note (id INT PRIMARY KEY, text VARCHAR(20)) ENGINE = InnoDB")
        }
    }

    @Test("in the middle of a write: the closure runs again and takes effect once")
    func inWrite() async throws {
        let killer = Killer(database)

        async let written: Void = database.write { [runs] db in
            try db.execute("INSERT INTO note VALUES (\(1), \("a"))")
            if runs.add() == 1 { try killer.killed(db) }
            try db.execute("UPDATE note SET text = \("b") WHERE id = \(1)")
        }
        try await killer.kill()
        try await written

        #expect(runs.count == 2)
        #expect(try await notes() == ["b"])
    }

    @Test("in the middle of a read: the closure runs again")
    func inRead() async throws {
        let killer = Killer(database)

        async let read: Int = database.read { [runs] db in
            if runs.add() == 1 { try killer.killed(db) }
            return try #require(try db.row("SELECT 7 AS n")).value("n")
        }
        try await killer.kill()
        let number = try await read

        #expect(number == 7)
        #expect(runs.count == 2)
    }

    @Test("before COMMIT arrives: the closure runs again and takes effect once")
    func beforeCommit() async throws {
        let (proxied, proxy) = try CuttingProxy.before(database)
        try await proxied.ping()
        proxy.cut(at: "COMMIT", .beforeRequest)

        try await insert(proxied)

        #expect(runs.count == 2)
        #expect(try await notes() == ["a"])
    }

    @Test("after COMMIT took effect: what the closure returned is the answer, and it does not run again")
    func afterCommit() async throws {
        let (proxied, proxy) = try CuttingProxy.before(database)
        try await proxied.ping()
        proxy.cut(at: "COMMIT", .afterReply)

        let answer = try await proxied.write { [runs] db in
            try db.execute("INSERT INTO note VALUES (\(1), \("a"))")
            return runs.add()
        }

        #expect(answer == 1 && runs.count == 1)
        #expect(try await notes() == ["a"])
    }

    @Test("after COMMIT took effect in a schema without marks: the closure runs again, and its unique key tells it so")
    func afterCommitElsewhere() async throws {
        let (proxied, proxy) = try CuttingProxy.before(database, options: .foreign)
        try await proxied.ping()
        proxy.cut(at: "COMMIT", .afterReply)

        await #expect(throws: MariaDBError.duplicateKey(name: "PRIMARY")) { try await insert(proxied) }

        #expect(runs.count == 2)
        #expect(try await notes() == ["a"])
    }

    @Test("a transaction that changed nothing leaves no mark, and old marks are forgotten")
    func marks() async throws {
        try await database.write { db in try db.execute("UPDATE note SET text = \("b") WHERE id = \(7)") }
        let untouched = try await marked()
        try await insert(database)
        let changed = try await marked()

        let forgotten = try await database.forgetOldCommitMarks(at: Date().addingTimeInterval(2 * 86_400))

        #expect(untouched == 0 && changed == 1)
        #expect(forgotten >= 1)
    }

    private func marked() async throws -> Int {
        try await database.read { db in try db.rows("SELECT session FROM commit_mark").count }
    }

    @Test("during COMMIT, and no way back: the caller learns that the outcome is open")
    func outcomeUnknown() async throws {
        let (proxied, proxy) = try CuttingProxy.before(database)
        try await proxied.ping()
        proxy.cut(at: "COMMIT", .afterReply, isLast: true)

        let error = await #expect(throws: MariaDBError.self) { try await insert(proxied) }

        guard case .commitOutcomeUnknown? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await notes() == ["a"])
    }

    @Test("leaves no lock and no half transaction behind")
    func nothingBehind() async throws {
        let (proxied, proxy) = try CuttingProxy.before(database)
        proxy.cut(at: "UPDATE", .afterReply)

        try await proxied.write { db in
            try db.execute("INSERT INTO note VALUES (1, 'a')")
            try db.execute("UPDATE note SET text = 'b'")
        }

        #expect(try await notes() == ["b"])
    }

    private func insert(_ database: Database) async throws {
        try await database.write { [runs] db in
            runs.add()
            try db.execute("INSERT INTO note VALUES (\(1), \("a"))")
        }
    }

    private func notes() async throws -> [String] {
        try await database.read { db in try db.rows("SELECT text FROM note ORDER BY id").map { try $0.value("text") } }
    }
}

@Suite("A server that restarts")
struct RestartTests {
    @Test("is told as away while it is, and used again at the first call after")
    func restart() async throws {
        let server = try await MariaDBServer.start(isDurable: true)
        let database = Database(server.address, minimum: 5, maximum: 5)
        try await database.read { db in
            try db.execute("CREATE DATABASE shop")
            try db.execute("CREATE TABLE shop.note (id INT PRIMARY KEY) ENGINE = InnoDB")
        }
        try await openAll(5, of: database)
        try await add(1, database)

        try await server.process.kill()
        let error = await #expect(throws: MariaDBError.self) { try await add(2, database) }
        try await server.start()
        try await add(3, database)
        let ids: [Int] = try await database.read { db in
            try db.rows("SELECT id FROM shop.note ORDER BY id").map { try $0.value("id") }
        }

        #expect(error?.isUnavailable == true)
        #expect(ids == [1, 3])
    }

    private func add(_ id: Int, _ database: Database) async throws {
        try await database.write { db in try db.execute("INSERT INTO shop.note VALUES (\(id))") }
    }

    /// Each of the pool's connections is open and now stale.
    private func openAll(_ count: Int, of database: Database) async throws {
        let meeting = Meeting(of: count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    try await database.read { db in
                        _ = try db.rows("SELECT 1")
                        meeting.arrive()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(database.openConnections == count)
    }
}

/// Kills a session from another one, as an administrator or a failing server does.
final class Killer: Sendable {
    private let database: Database
    private let meeting = Meeting(of: 2)
    private let sessions: AsyncStream<Int>
    private let found: AsyncStream<Int>.Continuation

    init(_ database: Database) {
        self.database = database
        (sessions, found) = AsyncStream.makeStream()
    }

    /// Inside the closure: returns when its session has been killed.
    func killed(_ db: Connection) throws {
        found.yield(try #require(try db.row("SELECT CONNECTION_ID() AS id")).value("id"))
        meeting.arrive()
    }

    func kill() async throws {
        for await session in sessions {
            try await database.read { db in try db.execute("KILL \(session)") }
            meeting.arrive()
            return
        }
    }
}
