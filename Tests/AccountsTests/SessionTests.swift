import Accounts
import Audit
import Foundation
import MariaDB
import Redis
import Support
import TestKit
import Testing

@Suite("A session", .database)
struct SessionTests {
    @Test("opens what its user may see")
    func opens() async throws {
        let office = try await Office()
        let user = try await office.add()
        let opened = try await office.signIn()

        let session = try await office.session(opened)

        #expect(session == opened.session)
        #expect(session?.principal.name == "김하늘")
        #expect(session?.principal.userID == user.id)
    }

    @Test("ends after 24 hours")
    func expires() async throws {
        let office = try await Office()
        try await office.add()
        let opened = try await office.signIn()

        office.clock.advance(24 * 3600 - 1)
        let before = try await office.session(opened)
        office.clock.advance(1)
        let after = try await office.session(opened)

        #expect(before != nil)
        #expect(after == nil)
    }

    @Test("ends alone when its user signs out")
    func endsAlone() async throws {
        let office = try await Office()
        try await office.add()
        let (one, other) = (try await office.signIn(), try await office.signIn())

        try await office.desk.sessions.end(one.session)
        try await office.desk.sessions.end(one.session)

        let ended = try await office.session(one)
        let going = try await office.session(other)
        #expect(ended == nil)
        #expect(going != nil)
    }

    enum Change: CaseIterable { case deactivated, role, company, permissions, password, companyClosed }

    @Test("ends when the account changes", arguments: Change.allCases)
    func endsWithTheAccount(change: Change) async throws {
        let office = try await Office()
        let user = try await office.add()
        try await office.add("boss", role: .administrator)
        let boss = try await office.signIn("boss").session.principal
        let other = try await office.desk.companies.create(try NewCompany(name: "다른 곳", pocID: "POC2"), by: .local)
        let opened = try await office.signIn()
        let users = office.desk.users

        switch change {
        case .deactivated: _ = try await users.deactivate(user.id, by: boss)
        case .role: _ = try await users.change(user.id, try UserChange(role: "admin"), by: boss)
        case .company: _ = try await users.change(user.id, try UserChange(companyID: "\(other.id)"), by: boss)
        case .permissions: _ = try await users.change(user.id, try UserChange(permissions: []), by: boss)
        case .password: _ = try await users.resetPassword(user.id, by: boss.actor)
        case .companyClosed:
            _ = try await office.desk.companies.change(
                office.company.id, try CompanyChange(name: nil, pocID: nil, state: "closed"), by: .local)
        }

        let session = try await office.session(opened)
        #expect(session == nil)
    }

    @Test("stays when only a name changes")
    func staysWithANewName() async throws {
        let office = try await Office()
        let user = try await office.add()
        try await office.add("boss", role: .administrator)
        let boss = try await office.signIn("boss").session.principal
        let opened = try await office.signIn()

        _ = try await office.desk.users.change(user.id, try UserChange(name: "이바다"), by: boss)

        let name = try await office.session(opened)?.principal.name
        #expect(name == "이바다")
    }

    @Test("changing the own password ends every session and opens a new one")
    func passwordChange() async throws {
        let office = try await Office()
        try await office.add()
        let (one, other) = (try await office.signIn(), try await office.signIn())

        let new = try await office.desk.passwordChange.change(
            of: one.session.principal, from: Office.password, to: "violet-Rain-82")

        let sessions = [try await office.session(one), try await office.session(other), try await office.session(new)]
        let logins = [try await office.logIn().word, try await office.logIn("haneul.kim", "violet-Rain-82").word]
        #expect(sessions.map { $0 != nil } == [false, false, true])
        #expect(logins == ["refused, 4 left", "signed in"])
    }

    @Test("a wrong present password changes nothing, however often")
    func wrongPresentPassword() async throws {
        let office = try await Office()
        try await office.add()
        let opened = try await office.signIn()

        for _ in 1...5 {
            await #expect(throws: AccountsError.wrongPassword) {
                try await office.desk.passwordChange.change(
                    of: opened.session.principal, from: "wrong", to: "violet-Rain-82")
            }
        }

        let word = try await office.logIn().word
        #expect(word == "signed in")
    }

    @Test("its CSRF token is worth nothing with another session")
    func csrfTokenIsBound() async throws {
        let office = try await Office()
        try await office.add()
        let (one, other) = (try await office.signIn().session, try await office.signIn().session)
        let sessions = office.desk.sessions

        let token = sessions.csrfToken(of: one)

        #expect(sessions.isCSRFToken(token, of: one))
        #expect(!sessions.isCSRFToken(token, of: other))
        #expect(!sessions.isCSRFToken("", of: one))
        #expect(!sessions.isCSRFToken("가나다", of: one))
    }
}

@Suite("A session remembered by Redis", .database, .redis)
struct RememberedSessionTests {
    @Test("ends at once for another process when its user signs out")
    func logoutReachesOtherProcesses() async throws {
        let here = try await Office(redis: TestRedis.current)
        let there = try await Office(redis: TestRedis.current, clock: here.clock, company: here.company)
        try await here.add()
        let opened = try await here.signIn()
        let before = try await there.session(opened)

        try await here.desk.sessions.end(opened.session)

        let after = try await there.session(opened)
        #expect(before != nil)
        #expect(after == nil)
    }

    @Test("ends at once for another process when the account changes")
    func changesReachOtherProcesses() async throws {
        let here = try await Office(redis: TestRedis.current)
        let there = try await Office(redis: TestRedis.current, clock: here.clock, company: here.company)
        let user = try await here.add()
        let opened = try await here.signIn()
        let before = try await there.session(opened)

        _ = try await here.desk.users.resetPassword(user.id, by: .local)

        let after = try await there.session(opened)
        #expect(before != nil)
        #expect(after == nil)
    }

    @Test("is answered from memory without the database, and no name stands there in clear")
    func remembersSealed() async throws {
        let redis = TestRedis.current
        let office = try await Office(redis: redis)
        try await office.add()
        let opened = try await office.signIn()
        _ = try await office.session(opened)

        let entry = try await redis.get("session:\(opened.session.id)")
        // Behind the desk's back, so that only memory can still say yes.
        try await office.database.write { db in try db.execute("UPDATE app_user SET token_version = 99") }
        let remembered = try await office.session(opened)

        #expect(entry?.contains("김하늘") == false)
        #expect(entry?.contains("haneul.kim") == true)
        #expect(remembered?.principal.name == "김하늘")
    }

    @Test("is decided by the database when Redis is gone")
    func worksWithoutRedis() async throws {
        let nowhere = RedisClient(try RedisAddress("unix:///nonexistent/redis.sock"))
        let office = try await Office(redis: nowhere)
        let user = try await office.add()
        let opened = try await office.signIn()
        let open = try await office.session(opened)

        _ = try await office.desk.users.resetPassword(user.id, by: .local)

        let ended = try await office.session(opened)
        #expect(open != nil)
        #expect(ended == nil)
    }
}

@Suite("Failures counted in Redis", .database, .redis)
struct SharedThrottleTests {
    @Test("slow an address down in every process")
    func countsForAllProcesses() async throws {
        let here = try await Office(redis: TestRedis.current)
        let there = try await Office(redis: TestRedis.current, clock: here.clock, company: here.company)
        try await here.add()
        for number in 1...100 { _ = try await here.logIn("guess.\(number)", "wrong", from: "203.0.113.77") }

        let word = try await there.logIn(from: "203.0.113.77").word

        #expect(word == "throttled")
    }
}
