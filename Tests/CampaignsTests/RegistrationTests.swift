import Accounts
import Audit
import Coupons
import Foundation
import Issuing
import MariaDB
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("Registering a campaign", .database)
struct RegistrationTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData

    @Test("campaign, coupons and issue orders are written together, one order a coupon")
    func whole() async throws {
        let (office, principal) = try await office()

        let campaign = try await office.register(draft(principal, people: 3), by: principal)

        let (counts, plans) = try await ledger(campaign.id)
        #expect(counts.total == 3)
        #expect(counts.issue == [.waiting: 3])
        #expect(plans == 3)
        #expect(campaign.amount == Won(13_500))
    }

    @Test("with one coupon an order, COUFUN's TR_ID is the coupon's own number")
    func sameNumber() async throws {
        let (office, principal) = try await office()

        let campaign = try await office.register(draft(principal, people: 2), by: principal)

        let coupons = try await database.read { db in
            try Coupon.page(db, of: campaign.id, CouponFilter(), in: .all, offset: 0, limit: 10).coupons
        }
        #expect(coupons.allSatisfy { $0.trID == "\($0.issueOrderID)" })
        #expect(coupons.map(\.position) == [1, 2])
    }

    @Test("a quantity gives a person several coupons, cut into orders of the batch's size")
    func quantities() async throws {
        let (office, principal) = try await office(createBatch: 4)
        var draft = try draft(principal, people: 1)
        draft.recipients = [CampaignRecipient(name: "홍길동", phone: try PhoneNumber("01012345678"), quantity: 10)]

        let campaign = try await office.register(draft, by: principal)

        let (counts, plans) = try await ledger(campaign.id)
        #expect(counts.total == 10)
        #expect(plans == 3)
    }

    @Test("personal data stands in the row sealed only")
    func sealed() async throws {
        let (office, principal) = try await office()

        _ = try await office.register(draft(principal, people: 1), by: principal)

        let row = try await database.read { db in try db.rows("SELECT name, phone FROM coupon")[0] }
        let cells: [[UInt8]] = [try row.value("name"), try row.value("phone")]
        for cell in cells {
            #expect(cell.firstRange(of: Array("최민지".utf8)) == nil)
            #expect(cell.firstRange(of: Array("01020000001".utf8)) == nil)
        }
    }

    @Test(
        "what is wrong is told by field, and nothing is registered",
        arguments: [
            ("confirmCount", Mistake.count), ("purpose", .purpose), ("goodsId", .goods), ("callbackNumber", .callback),
            ("title", .emoji), ("message", .longText), ("recipients", .nobody), ("recipients", .tooMany),
            ("scheduledAt", .past), ("templateId", .template), ("eventName", .noEvent),
        ])
    func mistakes(field: String, mistake: Mistake) async throws {
        let (office, principal) = try await office()
        let draft = try mistake.applied(to: draft(principal, people: 2))

        let problems = await problems { try await office.register(draft, by: principal) }

        #expect(problems.contains { $0.field == field }, "\(problems)")
        #expect(try await campaigns() == 0)
    }

    @Test("a schedule beyond the last day of its callback number is refused; up to that day it is not")
    func expiringNumber() async throws {
        let (office, principal) = try await office()
        let today = SeoulTime.day(of: Date())
        try await database.write { db in
            _ = try db.execute("UPDATE callback_number SET expires_on = \(today.adding(days: 1))")
        }
        var draft = try draft(principal, people: 1)

        draft.scheduledAt = SeoulTime.rfc3339(SeoulTime.start(of: today.adding(days: 2)).addingTimeInterval(12 * 3600))
        let late = await problems { [draft] in try await office.register(draft, by: principal) }
        draft.scheduledAt = SeoulTime.rfc3339(SeoulTime.start(of: today.adding(days: 1)).addingTimeInterval(12 * 3600))
        let onTheLastDay = await problems { [draft] in try await office.register(draft, by: principal) }

        #expect(late.map(\.field) == ["callbackNumber"])
        #expect(onTheLastDay.isEmpty)
        #expect(try await campaigns() == 1)
    }

    @Test("a member cannot register for another company")
    func otherCompany() async throws {
        let (office, principal) = try await office()
        let (_, stranger) = try await self.office(named: "다른 회사")

        let problems = await problems { try await office.register(draft(principal, people: 1), by: stranger) }

        #expect(problems.map(\.field) == ["companyId"])
        #expect(try await campaigns() == 0)
    }

    @Test("what runs alongside and fails takes the whole registration with it")
    func alongsideFails() async throws {
        let (office, principal) = try await office()

        await #expect(throws: Interrupted.self) {
            try await office.register(draft(principal, people: 2), by: principal) { _, _ in throw Interrupted() }
        }

        let coupons = try await database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM coupon")[0].value("n", as: Int.self)
        }
        #expect(coupons == 0)
        #expect(try await campaigns() == 0)
    }

    // MARK: The office

    private struct Interrupted: Error {}

    private func office(named name: String = "가나다커피", createBatch: Int = 1) async throws -> (Registration, Principal) {
        let office = try await Office.open(database, data, named: name, createBatch: createBatch)
        return (office.registration, office.principal)
    }

    private func draft(_ principal: Principal, people: Int) throws -> CampaignDraft {
        try Office.draft(for: principal, people: people)
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

    private func ledger(_ id: CampaignID) async throws -> (counts: CouponCounts, orders: Int) {
        try await database.read { db in
            let counts = try CouponCounts.of(db, [id])[id] ?? CouponCounts()
            let orders = try IssueOrder.awaiting(db, .planned, offset: 0, limit: 100).orders.filter {
                $0.campaignID == id
            }
            return (counts, orders.count)
        }
    }

    private func campaigns() async throws -> Int {
        try await database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM campaign")[0].value("n", as: Int.self)
        }
    }
}

/// One thing wrong with an otherwise good draft.
enum Mistake: Sendable {
    case count, purpose, goods, callback, emoji, longText, nobody, tooMany, past, template, noEvent

    func applied(to draft: CampaignDraft) throws -> CampaignDraft {
        var draft = draft
        switch self {
        case .count: draft.confirmCount = 7
        case .purpose: draft.purpose = ""
        case .goods: draft.goodsID = "9999999999"
        case .callback: draft.callbackNumber = "02-1234-5678"
        case .emoji: draft.title = "쿠폰 😀"
        case .longText: draft.message = String(repeating: "가", count: 1001)
        case .nobody: (draft.recipients, draft.confirmCount) = ([], 0)
        case .tooMany:
            draft.recipients = try (0...1000).map {
                CampaignRecipient(
                    name: "", phone: try PhoneNumber("0102000\(String(format: "%04d", $0))"), quantity: 1)
            }
            draft.confirmCount = 1001
        case .past: draft.scheduledAt = "2020-01-01T09:00:00+09:00"
        case .template: draft.templateID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
        case .noEvent: draft.eventName = "  "
        }
        return draft
    }
}
