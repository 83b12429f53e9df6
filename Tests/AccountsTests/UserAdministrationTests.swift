import Accounts
import Audit
import Foundation
import MariaDB
import PasswordHashing
import Support
import TestKit
import Testing

@Suite("Administering users", .database)
struct UserAdministrationTests {
    private func boss(_ office: Office) async throws -> Principal {
        try await office.add("boss", role: .administrator)
        return try await office.signIn("boss").session.principal
    }

    @Test("a login id is taken whatever its case")
    func takenLoginID() async throws {
        let office = try await Office()
        try await office.add("haneul.kim")

        await #expect(throws: AccountsError.loginIDTaken) { try await office.add("HANEUL.KIM") }
    }

    @Test("a user without a password gets a temporary one that has to be changed")
    func temporaryPassword() async throws {
        let office = try await Office()
        let new = try NewUser(
            companyID: "\(office.company.id)", loginID: "newcomer", name: "새사람", role: "member")

        let created = try await office.desk.users.create(new, by: .local)

        let password = try #require(created.temporaryPassword)
        let session = try await office.signIn("newcomer", password.text).session
        #expect(session.principal.mustChangePassword)
    }

    @Test("name, e-mail and phone stand in the table sealed only")
    func sealsPersonalData() async throws {
        let office = try await Office()
        let user = try await office.add()

        let cells: [[UInt8]] = try await office.database.read { db in
            let row = try db.rows("SELECT name, email, phone FROM app_user")[0]
            return [try row.value("name"), try row.value("email"), try row.value("phone")]
        }
        let text = cells.map { String(decoding: $0, as: UTF8.self) }.joined()

        #expect(user.name == "김하늘" && user.email == "haneul@example.com" && user.phone?.digits == "01012345678")
        #expect(!text.contains("김하늘") && !text.contains("haneul@") && !text.contains("5678"))
    }

    @Test("a user of a company that does not exist is refused")
    func unknownCompany() async throws {
        let office = try await Office()
        let new = try NewUser(companyID: "\(Company.ID.new())", loginID: "nobody", name: "이름", role: "member")

        await #expect(throws: AccountsError.noSuchCompany) { try await office.desk.users.create(new, by: .local) }
    }

    @Test("an administrator cannot take away the own rights", arguments: ["role", "state"])
    func keepsOwnRights(field: String) async throws {
        let office = try await Office()
        try await office.add("second", role: .administrator)
        let boss = try await boss(office)
        let change = try field == "role" ? UserChange(role: "member") : UserChange(state: "deactivated")

        await #expect(throws: AccountsError.ownRights) {
            try await office.desk.users.change(boss.userID, change, by: boss)
        }
    }

    @Test("two administrators who remove each other at once leave one")
    func oneAdministratorStays() async throws {
        let office = try await Office()
        let one = try await boss(office)
        try await office.add("second", role: .administrator)
        let two = try await office.signIn("second").session.principal

        await withTaskGroup(of: Void.self) { group in
            for (actor, victim) in [(one, two), (two, one)] {
                // One of the two has to be refused; which one is open.
                group.addTask { _ = try? await office.desk.users.deactivate(victim.userID, by: actor) }
            }
        }

        let (administrators, _) = try await office.desk.users.list(User.Filter(role: .administrator, state: .active))
        #expect(administrators.count == 1)
    }

    @Test("a pending user can sign in once approved, and only then be approved")
    func approves() async throws {
        let office = try await Office()
        let user = try await office.add(isPending: true)
        let before = try await office.logIn().word

        let approved = try await office.desk.users.approve(user.id, by: .local)

        let after = try await office.logIn().word
        #expect(approved.state == .active)
        #expect([before, after] == ["pending", "signed in"])
        await #expect(throws: AccountsError.notPending) { try await office.desk.users.approve(user.id, by: .local) }
    }

    @Test("unlocking lifts the lock after five failures")
    func unlocks() async throws {
        let office = try await Office()
        let user = try await office.add()
        for _ in 1...5 { _ = try await office.logIn("haneul.kim", "wrong") }
        let locked = try await office.desk.users.find(user.id)

        let unlocked = try await office.desk.users.unlock(user.id, by: .local)

        let word = try await office.logIn().word
        #expect(locked.isLocked(at: office.clock.now))
        #expect(!unlocked.isLocked(at: office.clock.now))
        #expect(word == "signed in")
    }

    @Test("a change leaves alone what it does not name, and takes away what is empty")
    func changesOnlyWhatIsNamed() async throws {
        let office = try await Office()
        let user = try await office.add()
        let boss = try await boss(office)

        let changed = try await office.desk.users.change(user.id, try UserChange(email: "", phone: nil), by: boss)

        #expect(changed.email == nil)
        #expect(changed.phone == user.phone)
        #expect(changed.name == user.name)
    }

    @Test("a list can be narrowed, sorted and paged")
    func lists() async throws {
        let office = try await Office()
        for name in ["carla", "anton", "berta", "a_b", "axb"] { try await office.add(name) }
        let users = office.desk.users

        let (page, total) = try await users.list(sort: [Ordering(.loginId, descending: true)], offset: 1, limit: 2)
        let (found, _) = try await users.list(User.Filter(text: "A_"))

        #expect(page.map(\.loginID.text) == ["berta", "axb"])
        #expect(total == 5)
        #expect(found.map(\.loginID.text) == ["a_b"])
    }

    @Test("each act leaves a record of who, whom and from where, without personal data")
    func leavesRecords() async throws {
        let office = try await Office()
        let boss = try await boss(office)
        let user = try await office.add()
        office.clock.advance(1)
        _ = try await office.desk.users.change(user.id, try UserChange(name: "이바다", role: "admin"), by: boss)

        let (records, _) = try await office.database.read { [now = office.clock.now] db in
            try AccessRecord.page(db, subject: user.id.ulid, from: now - 60, to: now + 60, offset: 0, limit: 10)
        }

        #expect(records.map(\.action) == ["user.change", "user.create"])
        #expect(
            records.first?.actor == Actor(account: boss.userID.ulid, company: boss.companyID.ulid, address: "192.0.2.7")
        )
        #expect(records.first?.detail == ["fields": "name,role", "role": "admin", "state": "active"])
    }
}

@Suite("The first administrator", .database)
struct FirstAdministratorTests {
    private func ensure(_ database: Database, loginID: String = "admin", mustChange: Bool = true) async throws -> Bool {
        try await User.ensureFirstAdministrator(
            database, loginID: loginID, password: "coral-Tulip-47",
            company: try NewCompany(name: "운영사", pocID: "POC0000001"), mustChangePassword: mustChange,
            TestDatabase.personalData, Office.hasher, at: TestClock().now)
    }

    @Test("is made once, with a company to belong to, and signs in")
    func isMadeOnce() async throws {
        let database = TestDatabase.current

        let made = try await ensure(database)
        let again = try await ensure(database, loginID: "other")

        let office = try await Office(database)
        let session = try await office.signIn("admin", "coral-Tulip-47").session
        #expect(made && !again)
        #expect(session.principal.isAdministrator)
        #expect(session.principal.mustChangePassword)
        #expect(session.principal.companyName == "운영사")
    }

    @Test("is one, however many processes start at once")
    func isOneOfManyProcesses() async throws {
        let database = TestDatabase.current

        let made = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...8 { group.addTask { try await ensure(database) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        let counts = try await database.read { db in
            try ["app_user", "company"].map { name in
                try db.rows("SELECT COUNT(*) AS n FROM \(name: try SQLName(validating: name))")[0].value(
                    "n", as: Int.self)
            }
        }
        #expect(made.count { $0 } == 1)
        #expect(counts == [1, 1])
    }
}
