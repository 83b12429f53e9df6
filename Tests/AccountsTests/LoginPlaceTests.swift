import Accounts
import Audit
import Crypto
import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Failures to sign in", .database)
struct LoginPlaceTests {
    /// Wrong passwords from as many networks, until every unknown place is locked.
    private func attack(_ office: Office, on loginID: String = "haneul.kim", times: Int = 50) async throws -> [String] {
        var words: [String] = []
        for number in 0..<times {
            words.append(try await office.logIn(loginID, "wrong", from: "203.0.113.\(number / 5)").word)
        }
        return words
    }

    @Test("of a stranger lock the stranger's place, and nobody else's")
    func lockTheirPlace() async throws {
        let office = try await Office()
        try await office.add()
        for _ in 1...6 { _ = try await office.logIn("haneul.kim", "wrong", from: "203.0.113.5") }

        let there = try await office.logIn(from: "203.0.113.5").word
        let elsewhere = try await office.logIn(from: "192.0.2.7").word

        #expect([there, elsewhere] == ["locked", "signed in"])
    }

    @Test("lock their place longer with each further one, and are forgotten after a day")
    func lockLongerAndLonger() async throws {
        let office = try await Office()
        try await office.add()
        for _ in 1...4 { _ = try await office.logIn("haneul.kim", "wrong") }

        var minutes: [Int] = []
        for _ in 1...5 {
            guard case .refused(0, let lock?) = try await office.logIn("haneul.kim", "wrong") else { break }
            minutes.append(lock.minutes)
            office.clock.advance(lock.until.timeIntervalSince(office.clock.now) - 1)
            #expect(try await office.logIn().word == "locked")
            office.clock.advance(1)
        }
        office.clock.advance(86400)
        let later = try await office.logIn("haneul.kim", "wrong").word

        #expect(minutes == [10, 20, 40, 60, 60])
        #expect(later == "refused, 4 left")
    }

    @Test("from many places lock every unknown one, and no browser that the account signed in with")
    func spareKnownBrowsers() async throws {
        let office = try await Office()
        let user = try await office.add()
        try await office.add("boss", role: .administrator)
        let browser = try await office.browser()
        let boss = try await office.signIn("boss").session.principal

        let words = try await attack(office)
        let unknown = try await office.logIn(from: "192.0.2.7").word
        let known = try await office.logIn(from: "203.0.113.5", with: browser).word
        let stillUnknown = try await office.logIn(from: "192.0.2.7").word
        _ = try await office.desk.users.unlock(user.id, by: boss.actor)
        let unlocked = try await office.logIn(from: "192.0.2.7").word

        #expect(words.last == "refused, 0 left, locked")
        #expect([unknown, known, stillUnknown] == ["locked everywhere", "signed in", "locked everywhere"])
        #expect(unlocked == "signed in")
    }

    @Test("from everywhere are no more than a hundred an hour that are judged")
    func areAHundredAnHourAtMost() async throws {
        let office = try await Office()
        try await office.add()

        var judged = 0
        for minute in 0..<60 {
            for guess in 0..<10 {
                let word = try await office.logIn("haneul.kim", "wrong", from: "203.\(minute).\(guess).1").word
                if word.hasPrefix("refused") { judged += 1 }
            }
            office.clock.advance(60)
        }

        #expect((50...100).contains(judged))
    }

    @Test("from many places look the same for an account that does not exist")
    func hideWhichAccountsExist() async throws {
        let office = try await Office()
        try await office.add()

        let real = try await attack(office, times: 60)
        let invented = try await attack(office, on: "nobody.here", times: 60)

        #expect(real == invented)
        #expect(real.last == "locked everywhere")
    }

    @Test("of a hundred accounts stop their network, but no browser that is known there")
    func spareKnownBrowsersBehindANetwork() async throws {
        let office = try await Office()
        try await office.add()
        let browser = try await office.browser()
        for number in 1...100 { _ = try await office.logIn("guess.\(number)", "wrong", from: "192.0.2.7") }

        let unknown = try await office.logIn(from: "192.0.2.7").word
        let known = try await office.logIn(from: "192.0.2.7", with: browser).word
        let otherAccount = try await office.logIn("guess.1", "wrong", from: "192.0.2.7", with: browser).word

        #expect([unknown, known, otherAccount] == ["throttled", "signed in", "throttled"])
    }

    @Test("in a known browser lock that browser, and not the network around it")
    func lockTheirBrowser() async throws {
        let office = try await Office()
        try await office.add()
        let (one, other) = (try await office.browser(), try await office.browser())
        for _ in 1...5 { _ = try await office.logIn("haneul.kim", "wrong", with: one) }

        let there = try await office.logIn(with: one).word
        let besides = [try await office.logIn(with: other).word, try await office.logIn().word]

        #expect(there == "locked")
        #expect(besides == ["signed in", "signed in"])
    }

    @Test("of one IPv6 connection count together, whatever address of it is used")
    func countByConnection() async throws {
        let office = try await Office()
        try await office.add()
        for number in 1...5 { _ = try await office.logIn("haneul.kim", "wrong", from: "2001:db8:1:2::\(number)") }

        let same = try await office.logIn(from: "2001:db8:1:2:ffff::9").word
        let other = try await office.logIn(from: "2001:db8:1:3::1").word

        #expect([same, other] == ["locked", "signed in"])
    }

    @Test("are known of by an administrator, wherever they happened, until all of it is over")
    func showTheLock() async throws {
        let office = try await Office()
        let user = try await office.add()
        for _ in 1...5 { _ = try await office.logIn("haneul.kim", "wrong", from: "203.0.113.5") }
        _ = try await office.signIn()

        let locked = try await office.desk.users.find(user.id)
        #expect(locked.isLocked(at: office.clock.now))
        office.clock.advance(600)
        #expect(!locked.isLocked(at: office.clock.now))
    }

    @Test("of strangers do not keep anybody from changing the own password, and wrong ones there lock only that")
    func countChangesApart() async throws {
        let office = try await Office()
        try await office.add()
        let principal = try await office.signIn().session.principal
        let change = office.desk.passwordChange
        _ = try await attack(office)

        for _ in 1...5 {
            await #expect(throws: AccountsError.wrongPassword) {
                try await change.change(of: principal, from: "wrong", to: "violet-Rain-82")
            }
        }
        await #expect(throws: AccountLocked.self) {
            try await change.change(of: principal, from: Office.password, to: "violet-Rain-82")
        }
        office.clock.advance(600)
        _ = try await change.change(of: principal, from: Office.password, to: "violet-Rain-82")
    }

    @Test("50 logins at once of one account all succeed, from a known browser and without")
    func letEverybodyIn() async throws {
        let office = try await Office()
        try await office.add()
        let browser = try await office.browser()

        let words = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<50 {
                group.addTask { try await office.logIn(with: number.isMultiple(of: 2) ? browser : nil).word }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(words == Array(repeating: "signed in", count: 50))
    }
}

@Suite("A browser's mark", .database)
struct KnownBrowserTests {
    /// What somebody makes of a real one.
    enum Forgery: CaseIterable { case otherAccount, moreAccounts, cut, empty, noise, huge, otherKey, tooOld }

    @Test("counts for the accounts that signed in with it, and for no others", arguments: Forgery.allCases)
    func cannotBeMade(forgery: Forgery) async throws {
        let office = try await Office()
        try await office.add()
        try await office.add("other.one")
        let real = try await office.browser()
        let parts = real.split(separator: ".").map(String.init)
        try #require(parts.count == 3)
        let forged: String
        switch forgery {
        case .otherAccount: forged = try await office.browser("other.one")
        case .moreAccounts:
            let other = try await office.browser("other.one").split(separator: ".")
            forged = "\(other[0]).\(other[1])-\(parts[1]).\(other[2])"
        case .cut: forged = String(real.dropLast(3))
        case .empty: forged = ""
        case .noise: forged = "a.b.c"
        case .huge: forged = real + String(repeating: "A", count: 100_000)
        case .otherKey:
            let content = "\(parts[0]).\(parts[1])"
            let code = HMAC<SHA256>.authenticationCode(
                for: Array(content.utf8), using: SymmetricKey(data: Array("a secret of at least thirty-two bytes".utf8))
            )
            forged = content + "." + Data(code).base64EncodedString().replacing("=", with: "")
        case .tooOld:
            office.clock.advance(TimeInterval(KnownBrowsers.lifetimeSeconds))
            forged = real
        }
        for number in 0..<50 { _ = try await office.logIn("haneul.kim", "wrong", from: "203.0.113.\(number / 5)") }

        let word = try await office.logIn(from: "198.51.100.1", with: forged).word

        #expect(word == "locked everywhere")
    }

    @Test("holds the last eight accounts that share a desk")
    func isShared() async throws {
        let office = try await Office()
        var browser: String?
        for number in 1...9 {
            try await office.add("desk.\(number)")
            browser = try await office.browser("desk.\(number)", after: browser)
        }
        for number in 1...100 { _ = try await office.logIn("guess.\(number)", "wrong") }

        var words: [String] = []
        for number in 1...9 { words.append(try await office.logIn("desk.\(number)", with: browser).word) }

        #expect(words == ["throttled"] + Array(repeating: "signed in", count: 8))
        #expect((browser?.utf8.count ?? 0) < 300)
        #expect(browser?.contains("desk") == false)
    }
}
