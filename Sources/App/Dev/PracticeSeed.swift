import Accounts
import Audit
import Catalog
import Foundation
import MariaDB

/// What practice mode starts with: a company with its numbers and people, and COUFUN's products.
struct PracticeSeed: Sendable {
    static let administrator = "admin"
    static let member = "haneul.kim"
    /// The POC_ID that the simulator knows.
    static let pocID = "POC0000001"

    /// The simulator knows a hundred clients, so that companies made in practice mode have products too.
    static let pocArguments = (1...99).flatMap { number in
        ["--poc", "POC00000" + (number < 10 ? "0\(number)" : "\(number)")]
    }

    let parts: Parts
    let settings: Settings
    let secrets: DevSecrets

    init(parts: Parts, settings: Settings, secrets: DevSecrets) async throws {
        (self.parts, self.settings, self.secrets) = (parts, settings, secrets)
    }

    /// Does nothing that was done before.
    func sow() async throws {
        let home = try NewCompany(name: "가나다커피", pocID: Self.pocID)
        _ = try await User.ensureFirstAdministrator(
            parts.database, loginID: Self.administrator, password: secrets.administratorPassword, company: home,
            mustChangePassword: false, parts.data, parts.hasher)
        let companies = try await parts.accounts.companies.list(matching: home.name)
        guard let company = companies.companies.first(where: { $0.name == home.name }) else { return }
        try await people(of: company)
        let shelf = parts.shelf
        _ = try await shelf.products(of: company)
    }

    private func people(of company: Company) async throws {
        let numbers = try await parts.accounts.callbackNumbers.list(in: .company(company.id))
        if numbers.numbers.isEmpty {
            for (number, label) in [("02-6956-9621", "대표번호"), ("1588-1234", "고객센터")] {
                _ = try await parts.accounts.callbackNumbers.register(
                    try NewCallbackNumber(
                        companyID: "\(company.id)", number: number, label: label, expiresOn: nil), by: .local)
            }
        }
        let users = try await parts.accounts.users.list(User.Filter(company: company.id))
        if !users.users.contains(where: { $0.loginID.text == Self.member }) {
            _ = try await parts.accounts.users.create(
                try NewUser(
                    companyID: "\(company.id)", loginID: Self.member, name: "김하늘", role: Role.member.rawValue,
                    password: secrets.memberPassword), by: .local)
        }
    }
}
