import Accounts
import Audit
import Foundation
import MariaDB
import PasswordHashing
import Support
import TestKit
import Testing

@Suite("Signing in", .database)
struct LoginTests {
    @Test("the right password opens a session of 24 hours", arguments: ["haneul.kim", " Haneul.KIM "])
    func signsIn(typed: String) async throws {
        let office = try await Office()
        let user = try await office.add()

        let opened = try await office.signIn(typed)

        #expect(opened.session.principal.userID == user.id)
        #expect(opened.session.principal.scope == .company(office.company.id))
        #expect(opened.session.expiresAt == office.clock.now + 24 * 3600)
    }

    @Test("the previous login is told after the next one")
    func tellsPreviousLogin() async throws {
        let office = try await Office()
        try await office.add()
        let first = office.clock.now
        _ = try await office.signIn()
        office.clock.advance(3600)

        guard case .signedIn(_, _, let previous, _) = try await office.logIn() else {
            Issue.record("not signed in")
            return
        }
        #expect(previous == first)
    }

    @Test("five failures lock for ten minutes, also against the right password")
    func locks() async throws {
        let office = try await Office()
        try await office.add()

        var words: [String] = []
        for _ in 1...5 { words.append(try await office.logIn("haneul.kim", "wrong").word) }
        words.append(try await office.logIn().word)
        office.clock.advance(599)
        words.append(try await office.logIn().word)
        office.clock.advance(1)
        words.append(try await office.logIn().word)

        #expect(
            words == [
                "refused, 4 left", "refused, 3 left", "refused, 2 left", "refused, 1 left", "refused, 0 left, locked",
                "locked", "locked", "signed in",
            ])
    }

    @Test("a success forgets earlier failures")
    func successForgets() async throws {
        let office = try await Office()
        try await office.add()
        for _ in 1...4 { _ = try await office.logIn("haneul.kim", "wrong") }
        _ = try await office.signIn()

        let next = try await office.logIn("haneul.kim", "wrong").word

        #expect(next == "refused, 4 left")
    }

    @Test("an account that does not exist is answered like one that does")
    func hidesWhichAccountsExist() async throws {
        let office = try await Office()
        try await office.add()

        var answers: [[String]] = []
        for loginID in ["haneul.kim", "nobody.here"] {
            var words: [String] = []
            for _ in 1...7 { words.append(try await office.logIn(loginID, "wrong").word) }
            answers.append(words)
        }

        #expect(answers[0] == answers[1])
    }

    @Test("of many guesses at once no more than five are judged")
    func judgesGuessesOneByOne() async throws {
        let office = try await Office()
        try await office.add()

        let words = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 1...30 { group.addTask { try await office.logIn("haneul.kim", "guess \(number)").word } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let after = try await office.logIn().word

        #expect(after == "locked")
        #expect(!words.contains("signed in"))
        // Each of the five allowed ones once; the rest found the lock before or while they were judged.
        for left in 1...4 { #expect(words.count { $0 == "refused, \(left) left" } == 1) }
    }

    @Test("a pending, a closed and a foreign company's account is told so only after the right password")
    func tellsStateAfterPassword() async throws {
        let office = try await Office()
        let closed = try await office.desk.companies.create(
            try NewCompany(name: "문 닫은 곳", pocID: "POC2"), by: .local)
        try await office.add("pending", isPending: true)
        let gone = try await office.add("gone")
        try await office.add("homeless", company: closed)
        let admin = try await office.add("boss", role: .administrator)
        let boss = try await office.signIn(admin.loginID.text).session.principal
        _ = try await office.desk.users.deactivate(gone.id, by: boss)
        _ = try await office.desk.companies.change(
            closed.id, try CompanyChange(name: nil, pocID: nil, state: "closed"), by: .local)

        var right: [String] = []
        var wrong: [String] = []
        for loginID in ["pending", "gone", "homeless"] {
            wrong.append(try await office.logIn(loginID, "wrong").word)
            right.append(try await office.logIn(loginID).word)
        }

        #expect(right == ["pending", "deactivated", "company closed"])
        #expect(wrong == Array(repeating: "refused, 4 left", count: 3))
    }

    @Test("every attempt is recorded with address and browser")
    func recordsAttempts() async throws {
        let office = try await Office()
        let user = try await office.add()
        _ = try await office.logIn("haneul.kim", "wrong", from: "198.51.100.9")
        office.clock.advance(1)
        _ = try await office.logIn("nobody.here", "wrong")
        office.clock.advance(1)
        _ = try await office.logIn("haneul.kim")

        let (records, total) = try await office.database.read { [now = office.clock.now] db in
            try LoginRecord.page(db, from: now - 60, to: now + 60, offset: 0, limit: 10)
        }

        #expect(total == 3)
        #expect(records.map(\.outcome) == [.succeeded, .unknownUser, .wrongPassword])
        #expect(records.map(\.userID) == [user.id, nil, user.id])
        #expect(records.map(\.address) == ["192.0.2.7", "192.0.2.7", "198.51.100.9"])
        #expect(records.allSatisfy { $0.userAgent == "Browser/1.0" })
    }

    @Test("a password typed into the field of the login id is not kept")
    func keepsNoPasswordAsLoginID() async throws {
        let office = try await Office()

        let word = try await office.logIn("내 비밀번호 1234!", "x").word
        let kept = try await office.database.read { db in
            try db.rows("SELECT login_id FROM login_record").map { try $0.value("login_id", as: String.self) }
        }

        #expect(word == "refused, 4 left")
        #expect(kept == [""])
    }

    @Test("an address with a hundred failures has to wait, whatever account it tries")
    func throttlesAddresses() async throws {
        let office = try await Office()
        try await office.add()
        for number in 1...100 { _ = try await office.logIn("guess.\(number)", "wrong", from: "203.0.113.5") }

        let there = try await office.logIn(from: "203.0.113.5").word
        let elsewhere = try await office.logIn(from: "203.0.113.6").word
        office.clock.advance(600)
        let later = try await office.logIn(from: "203.0.113.5").word

        #expect([there, elsewhere, later] == ["throttled", "signed in", "signed in"])
    }

    @Test("a hash made with lower cost is made anew at the next login")
    func renewsHashes() async throws {
        let weak = try await Office()
        let user = try await weak.add()
        let strong = PasswordHasher(cost: HashingCost(memoryKiB: 16, passes: 2, lanes: 1))
        let office = try await Office(weak.database, hasher: strong, company: weak.company)
        _ = try await office.signIn()

        let hash: String? = try await office.database.read { db in
            try db.row("SELECT password_hash FROM app_user WHERE id = \(user.id)")?.value("password_hash")
        }
        let again = try await office.logIn().word

        #expect(hash.map(strong.needsRehash) == false)
        #expect(again == "signed in")
    }
}
