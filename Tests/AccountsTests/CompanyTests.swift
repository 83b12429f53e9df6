import Accounts
import Audit
import Foundation
import MariaDB
import Support
import TestKit
import Testing

@Suite("Administering companies and callback numbers", .database)
struct CompanyTests {
    private let day = CalendarDay("2026-11-22")!

    private func register(_ office: Office, _ number: String, until: String? = nil, company: Company? = nil)
        async throws
        -> CallbackNumber
    {
        try await office.desk.callbackNumbers.register(
            try NewCallbackNumber(
                companyID: "\((company ?? office.company).id)", number: number, label: "대표", expiresOn: until),
            by: .local)
    }

    @Test("the same company is not made twice, another with the same POC_ID is")
    func refusesTheSameCompany() async throws {
        let office = try await Office()
        let companies = office.desk.companies

        await #expect(throws: AccountsError.companyExists) {
            try await companies.create(try NewCompany(name: "가나다 커피", pocID: "POC0000001"), by: .local)
        }
        let other = try await companies.create(try NewCompany(name: "라마바", pocID: "POC0000001"), by: .local)
        await #expect(throws: AccountsError.companyExists) {
            try await companies.change(
                other.id, try CompanyChange(name: "가나다 커피", pocID: nil, state: nil), by: .local)
        }
    }

    @Test("a change of one field leaves the others")
    func changesOneField() async throws {
        let office = try await Office()

        let changed = try await office.desk.companies.change(
            office.company.id, try CompanyChange(name: nil, pocID: "POC9", state: nil), by: .local)

        #expect(changed.pocID.text == "POC9")
        #expect(changed.name == office.company.name && changed.state == .active)
    }

    @Test("a company that does not exist cannot be changed")
    func unknownCompany() async throws {
        let office = try await Office()

        await #expect(throws: AccountsError.noSuchCompany) {
            try await office.desk.companies.change(
                .new(), try CompanyChange(name: "새 이름", pocID: nil, state: nil), by: .local)
        }
    }

    @Test("only registered numbers may be sent from, written in any way")
    func onlyRegisteredNumbers() async throws {
        let office = try await Office()
        let number = try await register(office, "02-1234-5678")
        let company = office.company.id

        let found = try await office.database.read { [day] db in
            try ["02 1234 5678", "+82-2-1234-5678", "0212345679", "nonsense", ""].map {
                try CallbackNumber.usable(db, $0, by: company, on: day)?.id
            }
        }

        #expect(found == [number.id, number.id, nil, nil, nil])
    }

    @Test("another company's number may not be sent from")
    func foreignNumber() async throws {
        let office = try await Office()
        let other = try await office.desk.companies.create(try NewCompany(name: "라마바", pocID: "POC2"), by: .local)
        _ = try await register(office, "15881234", company: other)

        let found = try await office.database.read { [day] db in
            try CallbackNumber.usable(db, "1588-1234", by: office.company.id, on: day)
        }

        #expect(found == nil)
    }

    @Test("a number may be sent from on its last day and not after it")
    func lastDay() async throws {
        let office = try await Office()
        _ = try await register(office, "15881234", until: "2026-11-22")

        let counts = try await office.database.read { [day] db in
            try [day.adding(days: -1), day, day.adding(days: 1)].map {
                try CallbackNumber.usable(db, by: office.company.id, on: $0).count
            }
        }

        #expect(counts == [1, 1, 0])
    }

    @Test("a number is registered once a company, changed, and removed")
    func registersOnce() async throws {
        let office = try await Office()
        let number = try await register(office, "15881234", until: "2026-11-22")
        let numbers = office.desk.callbackNumbers

        await #expect(throws: AccountsError.callbackNumberExists) { try await register(office, "1588-1234") }
        let changed = try await numbers.change(
            number.id, try CallbackNumberChange(label: nil, expiresOn: ""), by: .local)
        #expect(changed.expiresOn == nil && changed.label == "대표")
        try await numbers.remove(number.id, by: .local)
        await #expect(throws: AccountsError.noSuchCallbackNumber) { try await numbers.remove(number.id, by: .local) }
    }
}
