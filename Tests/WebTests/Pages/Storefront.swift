import Accounts
import AsyncHTTPClient
import Audit
import Campaigns
import Cards
import Coufun
import Coupons
import CustomerService
import Drawing
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MariaDB
import Operations
import OptOuts
import Recipients
import Support
import TestKit
import Testing
import UMS
import Web

@testable import Catalog

/// The whole web on the test's own schema: two companies, and a campaign of the first that nobody sends.
struct Storefront: Sendable {
    let house: Gatehouse
    let parts: WebParts
    /// Released by `haneul.kim` to 010-2000-0001 and 010-2000-0002.
    let campaign: Campaign
    let coupons: [Coupon]

    static let templates = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Web/Templates")

    init(database: Database = TestDatabase.current) async throws {
        house = try await Gatehouse(database: database)
        let (database, data, company) = (house.database, TestDatabase.personalData, house.company)
        try await Self.furnish(house)
        let other = try await house.desk.companies.create(
            try NewCompany(name: "라마바뱅크", pocID: "POC0000002"), by: .local)
        _ = try await house.desk.users.create(
            try NewUser(
                companyID: "\(other.id)", loginID: "stranger", name: "이서연", role: "member", password: Gatehouse.password
            ),
            by: .local)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        // Nothing listens there, and nothing is asked: the products are stored and fresh.
        let coufun = CoufunClient(
            client: .shared, baseURL: "http://127.0.0.1:1", timeout: .seconds(1), logger: logger)
        let shelf = ProductShelf(database: database, redis: nil, coufun: coufun, logger: logger)
        let pictures = ProductPictures(database: database, coufun: coufun)
        let registration = Registration(database: database, shelf: shelf, data: data, createBatch: 1, planned: {})
        let renderer = CardRenderer(pool: DrawingPool(threads: 1))
        let preview = CardPreview(
            database: database, shelf: shelf, pictures: pictures, renderer: renderer)
        let cards = try CardFiles(directory: FileManager.default.temporaryDirectory.appending(path: "storefront-cards"))
        parts = try await WebParts(
            database: database, personalData: data, accounts: house.desk, settings: house.settings, assets: .empty,
            readiness: [],
            campaigns: CampaignParts(
                registration: registration, overview: CampaignOverview(database: database),
                control: CampaignControl(database: database, resumed: {}),
                preview: preview, desk: CouponDesk(database: database, data: data),
                imports: RecipientImports(database, data),
                resending: Resending(database: database, data: data, limit: 5),
                rescheduling: Rescheduling(database: database, planned: {}),
                past: PastRecipients(database: database, data: data), drafts: SavedDrafts(database: database),
                preflight: Preflight(database: database, shelf: shelf, agent: {}, cardSpace: { 1 << 40 }),
                testing: TestSending(database: database, preview: preview, files: cards, data: data)),
            supplier: SupplierParts(
                database: database, data: data, authority: coufun, planned: {}, cancelWished: {}),
            templates: TemplateDesk(database: database, renderer: renderer), shelf: shelf, pictures: pictures,
            optOuts: OptOutAdministration(database: database, data: data),
            system: SystemDesk(
                database: database, ums: database,
                tables: try UMSTables(
                    schemaName: database.address.schema, trafficType: "normal", successCodes: ["00000"]),
                isSameServer: true, data: data), pageTemplates: Self.templates)
        campaign = try await registration.register(try Self.draft(for: company), by: try await Self.member(of: house))
        let id = campaign.id
        coupons = try await database.read { db in
            try Coupon.page(db, of: id, CouponFilter(), in: .all, offset: 0, limit: 10).coupons
        }
    }

    private static func furnish(_ house: Gatehouse) async throws {
        let company = house.company.id
        _ = try await house.desk.callbackNumbers.register(
            try NewCallbackNumber(companyID: "\(company)", number: "02-6956-9621", label: "대표번호", expiresOn: nil),
            by: .local)
        let product = CoufunProduct(
            goodsID: "0000001301", name: "카페 아메리카노 T", brand: nil, price: Won(4500), validity: .days(60),
            imageAddress: nil)
        try await house.database.write { db in
            try Product.replace(db, of: company, by: [product], at: Date())
            try CardTemplate.keepBuiltIns(db, at: Date())
        }
    }

    private static func member(of house: Gatehouse) async throws -> Principal {
        let users = try await house.desk.users.list().users
        let user = try #require(users.first { $0.loginID.text == "haneul.kim" })
        return Principal(
            userID: user.id, companyID: user.companyID, companyName: user.companyName, loginID: user.loginID.text,
            name: user.name, role: user.role, mustChangePassword: false, address: "127.0.0.1")
    }

    private static func draft(for company: Company) throws -> CampaignDraft {
        CampaignDraft(
            companyID: company.id, eventName: "겨울 감사 <이벤트>", goodsID: "0000001301", purpose: "information",
            title: "쿠폰이 도착했어요", message: "{이름}님, 고맙습니다.", callbackNumber: "02-6956-9621", templateID: nil,
            scheduledAt: nil,
            recipients: [
                CampaignRecipient(name: "최민지", phone: try PhoneNumber("01020000001"), quantity: 1),
                CampaignRecipient(name: "박서준", phone: try PhoneNumber("01020000002"), quantity: 1),
            ], confirmCount: 2)
    }

    /// Runs `body` with a client that speaks to the whole router without sockets.
    func test<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
        -> Value
    {
        var application = Application(router: buildRouter(parts))
        application.logger.logLevel = .critical
        return try await application.test(.router, body)
    }
}

extension TestClientProtocol {
    /// The page at `path` for a user, as a browser with that user's session would get it.
    func page(_ path: String, for loginID: String) async throws -> Answer {
        try await call(.get, path, token: try await token(loginID))
    }

    /// Sends the search field of C/S.
    func search(_ typed: String, for loginID: String, byScript: Bool = false) async throws -> Answer {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if byScript { headers[HTTPField.Name("HX-Request")!] = "true" }
        let body = "q=" + (typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
        return try await call(.post, "/coupons", body, token: try await token(loginID), headers: headers)
    }
}
