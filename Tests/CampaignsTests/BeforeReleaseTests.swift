import Accounts
import Catalog
import Coufun
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("What is looked at before a release", .database)
struct BeforeReleaseTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData

    private struct Broken: Error {}

    private func states(
        _ office: Office, price: Int? = 4500, number: String = "02-6956-9621", goods: String = "0000001301",
        agent: Bool = true, space: Int = 1 << 40
    ) async throws -> [Preflight.Check.Subject: Preflight.Check.State] {
        let preflight = Preflight(
            database: database, shelf: office.shelf, agent: { if !agent { throw Broken() } }, cardSpace: { space })
        let checks = try await preflight.checks(
            Preflight.Question(
                companyID: office.company.id, goodsID: goods, unitPrice: price, callbackNumber: number, coupons: 1000),
            by: office.principal)
        return Dictionary(uniqueKeysWithValues: checks.map { ($0.subject, $0.state) })
    }

    @Test("everything in order is ready")
    func ready() async throws {
        let office = try await Office.open(database, data)
        #expect(
            try await states(office) == [
                .product: .ready, .callbackNumber: .ready, .supplier: .ready, .agent: .ready, .disk: .ready,
                .optOuts: .ready,
            ])
    }

    @Test("what would be refused is blocked, what would only be late is a warning")
    func troubles() async throws {
        let office = try await Office.open(database, data)
        #expect(try await states(office, price: 5000)[.product] == .blocked)
        #expect(try await states(office, goods: "0000009999")[.product] == .blocked)
        #expect(try await states(office, number: "02-1111-2222")[.callbackNumber] == .blocked)
        #expect(try await states(office, agent: false)[.agent] == .warning)
        #expect(try await states(office, space: 100_000_000)[.disk] == .warning)
        try await database.write { db in
            try Alert.raise(db, .supplier, company: nil, "공급사가 응답하지 않습니다.")
            try Hold(.company, office.company.id.ulid, halts: .all, cause: .person, reason: "점검").place(db)
        }
        let told = try await states(office)
        #expect(told[.supplier] == .warning && told[.holds] == .warning)
    }

    @Test("a price other than the one the person saw refuses the release")
    func price() async throws {
        let office = try await Office.open(database, data)
        var draft = try Office.draft(for: office.principal, people: 1)
        draft.unitPrice = 4000
        await #expect(throws: FieldProblems.self) {
            try await office.registration.register(draft, by: office.principal)
        }
        draft.unitPrice = 4500
        _ = try await office.registration.register(draft, by: office.principal)
    }

    @Test("who got the event before is known by number, and a list that was sent to before is known again")
    func past() async throws {
        let office = try await Office.open(database, data)
        let campaign = try await office.register(people: 3)
        let past = PastRecipients(database: database, data: data)
        let phones = try (1...4).map { try PhoneNumber("0102000000\($0)") }
        let company = office.company.id

        #expect(try await past.received(phones, event: " 겨울 감사 ", of: company) == Set(phones.prefix(3)))
        #expect(try await past.received(phones, event: "봄 감사", of: company).isEmpty)
        #expect(try await past.received(phones, event: "겨울 감사", of: .new()).isEmpty)
        #expect(try await past.sameList(phones.prefix(3).reversed(), of: company)?.campaign == campaign.id)
        #expect(try await past.sameList(phones, of: company) == nil)
    }
}
