import Accounts
import AsyncHTTPClient
import Audit
import Cards
import Coufun
import Coupons
import Foundation
import Logging
import MariaDB
import OptOuts
import Safeguards
import Support
import TestKit
import Testing

@testable import Campaigns
@testable import Catalog

@Suite("Registering an advertisement", .database)
struct AdvertisementTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let noon = AdvertisementTests.time("2026-11-22T12:00:00+09:00")
    let night = AdvertisementTests.time("2026-11-22T22:30:00+09:00")

    static func time(_ text: String) -> Date { SeoulTime.instant(rfc3339: text) ?? .distantPast }

    @Test("mark, sender and free refusal stand in the text that is sent")
    func complete() async throws {
        let (registration, principal) = try await office(at: noon)

        let campaign = try await registration.register(try draft(principal), by: principal)

        #expect(campaign.title == "(광고)겨울 쿠폰")
        #expect(campaign.message == "(광고)가나다커피\n{이름}님, 커피 한 잔!\n무료수신거부 080-123-4567")
    }

    @Test("an information message stays as it was written")
    func information() async throws {
        let (registration, principal) = try await office(at: night)
        var draft = try draft(principal)
        draft.purpose = "information"

        let campaign = try await registration.register(draft, by: principal)

        #expect(campaign.title == "겨울 쿠폰")
        #expect(campaign.scheduledAt == nil)
    }

    @Test("without a number to refuse at, it is refused in words")
    func withoutNumber() async throws {
        let (registration, principal) = try await office(at: noon, optOutNumber: nil)

        let problems = await problems { try await registration.register(try draft(principal), by: principal) }

        #expect(problems.map(\.field) == ["purpose"])
        #expect(problems.first?.message.contains("080") == true)
    }

    @Test("what is added counts: a text that just fits without it is too long with it")
    func counted() async throws {
        let (registration, principal) = try await office(at: noon)
        var long = try draft(principal)
        long.message = String(repeating: "가", count: 995)
        var information = long
        information.purpose = "information"

        let problems = await problems { try await registration.register(long, by: principal) }
        let campaign = try await registration.register(information, by: principal)

        #expect(problems.map(\.field) == ["message"])
        #expect(campaign.message == long.message)
    }

    @Test("at night it is refused with the next allowed time, and moved there with consent")
    func atNight() async throws {
        let (registration, principal) = try await office(at: night)
        var consenting = try draft(principal)
        consenting.nightConsent = true

        let problems = await problems { try await registration.register(try draft(principal), by: principal) }
        let campaign = try await registration.register(consenting, by: principal)

        #expect(problems.map(\.field) == ["scheduledAt"])
        #expect(problems.first?.message.contains("2026-11-23(월) 08:00") == true)
        #expect(campaign.scheduledAt == Self.time("2026-11-23T08:00:00+09:00"))
    }

    @Test("a schedule in the night is moved to the morning after it")
    func scheduledAtNight() async throws {
        let (registration, principal) = try await office(at: noon)
        var draft = try draft(principal)
        (draft.scheduledAt, draft.nightConsent) = ("2026-11-25T03:00:00+09:00", true)

        let campaign = try await registration.register(draft, by: principal)

        #expect(campaign.scheduledAt == Self.time("2026-11-25T08:00:00+09:00"))
    }

    @Test("the evening's last minute counts as night, and says why; the minute before does not")
    func lastMinute() async throws {
        let (registration, principal) = try await office(at: noon)
        var draft = try draft(principal)

        draft.scheduledAt = "2026-11-25T20:59:00+09:00"
        let late = await problems { [draft] in try await registration.register(draft, by: principal) }
        draft.scheduledAt = "2026-11-25T20:58:00+09:00"
        let inTime = await problems { [draft] in try await registration.register(draft, by: principal) }

        #expect(late.map(\.field) == ["scheduledAt"])
        #expect(late.first?.message.contains("밤 9시 직전") == true)
        #expect(inTime.isEmpty)
    }

    @Test("who has opted out since the list was read is named, and nothing is registered")
    func optedOut() async throws {
        let (registration, principal) = try await office(at: noon)
        let data = data
        try await database.write { db in
            _ = try OptOut.add(
                db, try PhoneNumber("01020000002"), of: principal.companyID, source: .entered, by: nil, data, at: Date()
            )
        }

        let problems = await problems { try await registration.register(try draft(principal), by: principal) }

        #expect(problems.map(\.field) == ["recipients[1].phone"])
    }

    @Test("a callback number whose sending is held is not taken")
    func heldNumber() async throws {
        let (registration, principal) = try await office(at: noon)
        try await database.write { db in
            let number = try CallbackNumber.usable(
                db, "0269569621", by: principal.companyID, on: CalendarDay(year: 2026, month: 11, day: 22))
            try Hold(
                .callbackNumber, try #require(number).id.ulid, halts: .sending, cause: .brake, reason: "미등록"
            ).place(db)
        }

        let problems = await problems { try await registration.register(try draft(principal), by: principal) }

        #expect(problems.map(\.field) == ["callbackNumber"])
        #expect(problems.first?.message.contains("멈춘") == true)
    }

    // MARK: The office

    private func office(at now: Date, optOutNumber: String? = "080-123-4567") async throws -> (Registration, Principal)
    {
        let companies = CompanyAdministration(database: database)
        let company = try await companies.create(try NewCompany(name: "가나다커피", pocID: "POC0000001"), by: .local)
        _ = try await companies.change(
            company.id, try CompanyChange(name: nil, pocID: nil, state: nil, optOutNumber: optOutNumber), by: .local)
        _ = try await CallbackNumberAdministration(database: database).register(
            try NewCallbackNumber(companyID: "\(company.id)", number: "02-6956-9621", label: "대표", expiresOn: nil),
            by: .local)
        let product = CoufunProduct(
            goodsID: "0000001301", name: "아메리카노 T", brand: nil, price: Won(4500), validity: .days(60), imageAddress: nil
        )
        try await database.write { db in
            try Product.replace(db, of: company.id, by: [product], at: Date())
            try CardTemplate.keepBuiltIns(db, at: Date())
        }
        // Nothing listens there, and nothing is asked: the products are stored and fresh.
        let coufun = CoufunClient(
            client: .shared, baseURL: "http://127.0.0.1:1", timeout: .seconds(1), logger: Logger(label: "test"))
        let registration = Registration(
            database: database,
            shelf: ProductShelf(database: database, redis: nil, coufun: coufun, logger: Logger(label: "test")),
            data: data, createBatch: 1, planned: {}, now: { now })
        let principal = Principal(
            userID: .new(), companyID: company.id, companyName: company.name, loginID: "tester", name: "시험",
            role: .member, mustChangePassword: false, address: "127.0.0.1")
        return (registration, principal)
    }

    private func draft(_ principal: Principal) throws -> CampaignDraft {
        CampaignDraft(
            companyID: principal.companyID, eventName: "겨울", goodsID: "0000001301", purpose: "advertisement",
            title: "겨울 쿠폰", message: "{이름}님, 커피 한 잔!", callbackNumber: "02-6956-9621", templateID: nil,
            scheduledAt: nil,
            recipients: try (1...2).map {
                CampaignRecipient(name: "최민지", phone: try PhoneNumber("0102000000\($0)"), quantity: 1)
            }, confirmCount: 2)
    }

    private func problems(_ work: () async throws -> Campaign) async -> [FieldProblems.Item] {
        do {
            _ = try await work()
            return []
        } catch let problems as FieldProblems {
            return problems.items
        } catch {
            return [.init(field: "unexpected", message: "\(error)")]
        }
    }
}
