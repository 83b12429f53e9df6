import Accounts
import AsyncHTTPClient
import Audit
import Cards
import Coufun
import Foundation
import Logging
import MariaDB
import Sealing
import Support

@testable import Campaigns
@testable import Catalog

/// A company that may send: a callback number, a product on sale, a member of its staff.
struct Office {
    let database: Database
    let registration: Registration
    let principal: Principal
    let company: Company
    let callbackNumber: CallbackNumber
    let shelf: ProductShelf

    static func open(_ database: Database, _ data: PersonalData, named name: String = "가나다커피", createBatch: Int = 1)
        async throws -> Office
    {
        let now = Date()
        let company = try await CompanyAdministration(database: database).create(
            try NewCompany(name: name, pocID: "POC0000001"), by: .local)
        let number = try await CallbackNumberAdministration(database: database).register(
            try NewCallbackNumber(companyID: "\(company.id)", number: "02-6956-9621", label: "대표", expiresOn: nil),
            by: .local)
        let product = CoufunProduct(
            goodsID: "0000001301", name: "아메리카노 T", brand: nil, price: Won(4500), validity: .days(60), imageAddress: nil
        )
        try await database.write { db in
            try Product.replace(db, of: company.id, by: [product], at: now)
            try CardTemplate.keepBuiltIns(db, at: now)
        }
        // Nothing listens there, and nothing is asked: the products are stored and fresh.
        let coufun = CoufunClient(
            client: .shared, baseURL: "http://127.0.0.1:1", timeout: .seconds(1), logger: Logger(label: "test"))
        let shelf = ProductShelf(database: database, redis: nil, coufun: coufun, logger: Logger(label: "test"))
        let principal = Principal(
            userID: .new(), companyID: company.id, companyName: company.name, loginID: "tester", name: "시험",
            role: .member, mustChangePassword: false, address: "127.0.0.1")
        return Office(
            database: database,
            registration: Registration(
                database: database, shelf: shelf, data: data, createBatch: createBatch, planned: {}),
            principal: principal, company: company, callbackNumber: number, shelf: shelf)
    }

    static func draft(for principal: Principal, people: Int) throws -> CampaignDraft {
        CampaignDraft(
            companyID: principal.companyID, eventName: "겨울 감사", goodsID: "0000001301", purpose: "information",
            title: "쿠폰이 도착했어요", message: "{이름}님, 고맙습니다. {상품명}", callbackNumber: "02-6956-9621", templateID: nil,
            scheduledAt: nil,
            recipients: try (1...people).map {
                CampaignRecipient(
                    name: "최민지", phone: try PhoneNumber("0102000\(String(format: "%04d", $0))"), quantity: 1)
            }, confirmCount: people)
    }

    func register(people: Int) async throws -> Campaign {
        var draft = try Self.draft(for: principal, people: people)
        draft.sendAgain = true
        return try await registration.register(draft, by: principal)
    }
}
