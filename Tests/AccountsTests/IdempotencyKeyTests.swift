import Accounts
import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("An idempotency key", .database)
struct IdempotencyKeyTests {
    private let database = TestDatabase.current
    private let data = TestDatabase.personalData
    private let user = User.ID.new()
    private let now = TestClock().now

    private func key(_ header: String = "order-1", body: String = "{}", user: User.ID? = nil) throws -> IdempotencyKey {
        try #require(
            IdempotencyKey(header: header, path: "POST /campaigns", body: Array(body.utf8), user: user ?? self.user))
    }

    private func claim(_ key: IdempotencyKey, after seconds: TimeInterval = 0) async throws -> IdempotencyOutcome {
        let (id, now) = (IdempotencyClaim.ID.new(), now + seconds)
        return try await database.write { [data] db in try key.claim(db, id, data, at: now) }
    }

    private func claimed(_ key: IdempotencyKey, after seconds: TimeInterval = 0) async throws -> IdempotencyClaim {
        guard case .claimed(let claim) = try await claim(key, after: seconds) else { throw NotClaimed() }
        return claim
    }

    private func finish(_ claim: IdempotencyClaim, _ answer: StoredAnswer) async throws {
        try await database.write { [data] db in try IdempotencyKey.finish(db, claim, answer, data) }
    }

    private struct NotClaimed: Error {}

    @Test("gives the stored answer to the same body, and refuses another")
    func answersAgain() async throws {
        let answer = StoredAnswer(status: 202, body: Array(#"{"id":"1","temporaryPassword":"k7mp"}"#.utf8))
        try await finish(try await claimed(try key()), answer)

        let same = try await claim(try key())
        let other = try await claim(try key(body: "{ }"))

        #expect(same == .answered(answer))
        #expect(other == .reused)
    }

    @Test("runs once while it runs")
    func runsOnce() async throws {
        _ = try await claimed(try key())

        let second = try await claim(try key())

        #expect(second == .running)
    }

    @Test("is claimed by one of many requests at once")
    func oneOfMany() async throws {
        let outcomes = try await withThrowingTaskGroup(of: IdempotencyOutcome.self) { group in
            for _ in 1...20 { group.addTask { try await claim(try key()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        let claims = outcomes.count { if case .claimed = $0 { true } else { false } }
        #expect(claims == 1)
        #expect(outcomes.count { $0 == .running } == 19)
    }

    @Test("is another key for another user, another path and another day")
    func belongsToUserAndPath() async throws {
        _ = try await claimed(try key())
        let elsewhere = try #require(
            IdempotencyKey(header: "order-1", path: "POST /admin/users", body: [], user: user))

        _ = try await claimed(try key(user: .new()))
        _ = try await claimed(elsewhere)
        let tomorrow = try await claim(try key(), after: 86401)

        #expect(tomorrow != .running)
    }

    @Test("can be tried again after its work was refused")
    func releases() async throws {
        let claim = try await claimed(try key())

        try await database.write { db in try IdempotencyKey.release(db, claim) }

        _ = try await claimed(try key())
    }

    @Test("is taken over from a dead request, whose work then cannot stand")
    func takesOver() async throws {
        let dead = try await claimed(try key())
        let early = try await claim(try key(), after: 29)
        let next = try await claimed(try key(), after: 31)

        #expect(early == .running)
        await #expect(throws: IdempotencyClaimLost.self) {
            try await finish(dead, StoredAnswer(status: 201, body: []))
        }
        try await finish(next, StoredAnswer(status: 201, body: []))
    }

    @Test("keeps its answer sealed")
    func sealsAnswers() async throws {
        try await finish(try await claimed(try key()), StoredAnswer(status: 201, body: Array("k7mp-x3qd".utf8)))

        let stored: [UInt8] = try await database.read { db in
            try db.rows("SELECT answer FROM idempotency_key")[0].value("answer")
        }

        #expect(!String(decoding: stored, as: UTF8.self).contains("k7mp"))
    }

    @Test("is forgotten after its day", arguments: [(86399.0, 0), (86401.0, 1)])
    func purges(seconds: Double, gone: Int) async throws {
        _ = try await claimed(try key())

        let purged = try await database.write { [now] db in try IdempotencyKey.purge(db, at: now + seconds) }

        #expect(purged == gone)
    }

    @Test(
        "is one to 128 visible ASCII characters",
        arguments: [("a", true), (String(repeating: "k", count: 128), true), ("", false), ("a b", false), ("키", false)])
    func checksHeader(header: String, isRight: Bool) {
        #expect((IdempotencyKey(header: header, path: "POST /", body: [], user: user) != nil) == isRight)
    }

    @Test("of 128 characters is not confused with another under a long path")
    func longKeysDiffer() async throws {
        let path = "POST /" + String(repeating: "p", count: 200)
        let headers = ["1", "2"].map { String(repeating: "k", count: 127) + $0 }
        for header in headers {
            _ = try await claimed(try #require(IdempotencyKey(header: header, path: path, body: [], user: user)))
        }
    }
}
