import Accounts
import Audit
import Coupons
import Foundation
import Issuing
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("Pausing, resuming and stopping a campaign", .database)
struct CampaignControlTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData

    private var control: CampaignControl { CampaignControl(database: database, resumed: {}) }
    private var overview: CampaignOverview { CampaignOverview(database: database) }
    private var step: StopStep { StopStep(database: database, withdrawHandedOver: { _ in 0 }) }

    private func office() async throws -> Office { try await Office.open(database, data) }

    private func status(_ campaign: Campaign) async throws -> CampaignProgress.Status? {
        try await overview.progress(of: campaign.id, in: .all)?.status
    }

    private func refusal(_ work: () async throws -> Void) async -> String? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? NotAllowedNow)?.reason ?? "\(error)"
        }
    }

    /// Makes the orders at these positions look as a worker left them.
    private func set(_ state: String, ambiguous: Bool, of campaign: Campaign, positions: [Int]) async throws {
        try await database.write { db in
            for position in positions {
                try db.execute(
                    """
                    UPDATE issue_order JOIN coupon ON coupon.issue_order_id = issue_order.id
                    SET issue_order.state = \(state), issue_order.ever_ambiguous = \(ambiguous),
                        coupon.issue_state = 'issuing'
                    WHERE coupon.campaign_id = \(campaign.id) AND coupon.position = \(position)
                    """)
            }
        }
    }

    @Test("a paused campaign is held with its reason, and told in the list and the access record")
    func pausing() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 2)

        try await control.pause(campaign.id, reason: " 문구 확인\n중 ", by: office.principal)

        let progress = try #require(try await overview.progress(of: campaign.id, in: .all))
        #expect(progress.status == .paused)
        #expect(progress.holds.map(\.reason) == ["문구 확인 중"])
        let held = try await database.write { db in
            try Holds.current(db).of(campaign: campaign.id.ulid, company: office.company.id.ulid).map(\.halts)
        }
        #expect(held == [.all])
        var search = CampaignSearch()
        search.status = .paused
        #expect(try await overview.page(search, in: .all, offset: 0, limit: 10).total == 1)
        search.status = .sending
        #expect(try await overview.page(search, in: .all, offset: 0, limit: 10).total == 0)
        #expect(try await actions(on: campaign) == ["campaign.register", "campaign.pause"])
    }

    @Test("resuming lifts what holds the campaign, also what the program held by itself, and closes its alert")
    func resuming() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 2)
        try await database.write { db in
            try Hold(.campaign, campaign.id.ulid, halts: .issuing, cause: .brake, reason: "거절이 이어져 멈췄습니다.").place(db)
            try Alert.raise(
                db, .issuingBraked, about: campaign.id.description, company: campaign.companyID.ulid, "멈췄습니다.")
        }
        let braked = try await status(campaign)
        try await control.pause(campaign.id, reason: "", by: office.principal)

        try await control.resume(campaign.id, by: office.principal)

        #expect(braked == .paused)
        #expect(try await status(campaign) == .sending)
        #expect(try await database.read { db in try Alert.open(db, in: .all).isEmpty })
    }

    @Test("what stands still through its company cannot be resumed from the campaign")
    func companyHold() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 1)
        try await database.write { db in
            try Hold(.company, office.company.id.ulid, halts: .all, cause: .person, reason: "점검").place(db)
        }

        let refusal = await refusal { try await control.resume(campaign.id, by: office.principal) }

        #expect(try await status(campaign) == .paused)
        #expect(refusal?.contains("관리자") == true)
    }

    @Test("a held callback number pauses the campaigns that use it")
    func numberHold() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 1)
        try await database.write { db in
            try Hold(.callbackNumber, office.callbackNumber.id.ulid, halts: .sending, cause: .brake, reason: "거절")
                .place(db)
        }

        #expect(try await status(campaign) == .paused)
        var search = CampaignSearch()
        search.status = .paused
        #expect(try await overview.page(search, in: .all, offset: 0, limit: 10).total == 1)
    }

    @Test("what cannot be done now is refused with the reason, and another company's campaign is not found")
    func refusals() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 1)
        let stranger = try await Office.open(database, data, named: "다른 회사").principal
        try await control.pause(campaign.id, reason: "", by: office.principal)

        let twice = await refusal { try await control.pause(campaign.id, reason: "", by: office.principal) }
        let notTheirs = await refusal { try await control.stop(campaign.id, reason: "", by: stranger) }
        try await control.resume(campaign.id, by: office.principal)
        let notPaused = await refusal { try await control.resume(campaign.id, by: office.principal) }
        try await control.stop(campaign.id, reason: "", by: office.principal)
        let stopped = await refusal { try await control.pause(campaign.id, reason: "", by: office.principal) }
        let gone = await refusal { try await control.resume(campaign.id, by: office.principal) }

        #expect(twice == "이미 일시정지한 발송입니다.")
        #expect(notTheirs == "noSuchCampaign")
        #expect(notPaused == "일시정지한 발송이 아닙니다.")
        #expect(stopped == "이미 중지한 발송입니다.")
        #expect(gone?.contains("복제") == true)
    }

    @Test("stopping takes back what was never asked for and leaves what is open to a person")
    func stopping() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 6)
        try await set("calling", ambiguous: false, of: campaign, positions: [1])
        try await set("ambiguous", ambiguous: true, of: campaign, positions: [2])
        try await control.pause(campaign.id, reason: "", by: office.principal)

        try await control.stop(campaign.id, reason: "상품을 잘못 고름", by: office.principal)
        try await control.stop(campaign.id, reason: "", by: office.principal)
        let while1 = try await overview.progress(of: campaign.id, in: .all)
        _ = try await step.runOnce()
        let underWay = try await step.runOnce()
        let while2 = try #require(try await overview.progress(of: campaign.id, in: .all))

        #expect(while1?.status == .stopped && while1?.isStopping == true)
        #expect(underWay == 0 && while2.isStopping, "a call is under way")
        #expect(while2.counts.issue == [.issuing: 1, .unconfirmed: 1, .cancelled: 4])
        #expect(while2.counts.delivery == [.withdrawn: 6])
        let alerts = try await database.read { db in try Alert.open(db, in: .all).map(\.kind) }
        #expect(alerts == [.unconfirmed])

        try await database.write { db in
            try db.execute("UPDATE issue_order SET state = 'issued' WHERE state = 'calling'")
            try db.execute("UPDATE coupon SET issue_state = 'issued' WHERE issue_state = 'issuing'")
        }
        _ = try await step.runOnce()

        let end = try #require(try await overview.progress(of: campaign.id, in: .all))
        #expect(end.campaign.state == .stopped && end.holds.isEmpty && end.counts.moving == 0)
        #expect(try await actions(on: campaign) == ["campaign.register", "campaign.pause", "campaign.stop"])
        let failed = try await database.read { db in
            try db.rows("SELECT note FROM issue_order WHERE state = 'failed'").map {
                try $0.value("note", as: String.self)
            }
        }
        #expect(failed == Array(repeating: "발송을 중지했습니다.", count: 4))
    }

    @Test("messages that were not handed over are withdrawn, those that were stay")
    func messages() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 3)
        let states = ["composing", "composed", "queued"]
        try await database.write { db in
            try db.execute("UPDATE issue_order SET state = 'issued'")
            try db.execute("UPDATE coupon SET issue_state = 'issued'")
            let coupons = try Coupon.page(db, of: campaign.id, CouponFilter(), in: .all, offset: 0, limit: 3).coupons
            for (coupon, state) in zip(coupons, states) {
                let id = MessageID.new()
                try db.execute(
                    """
                    INSERT INTO message (id, company_id, campaign_id, coupon_id, attempt, client_key, state, created_at)
                    VALUES (\(id), \(office.company.id), \(campaign.id), \(coupon.id), 0, \("\(coupon.id)"), \(state),
                        NOW(3))
                    """)
                try db.execute("UPDATE coupon SET message_id = \(id) WHERE id = \(coupon.id)")
                if state == "queued" {
                    try db.execute("UPDATE coupon SET delivery_state = 'queued' WHERE id = \(coupon.id)")
                }
            }
        }

        try await control.stop(campaign.id, reason: "", by: office.principal)
        while try await step.runOnce() > 0 {}

        let end = try #require(try await overview.progress(of: campaign.id, in: .all))
        #expect(end.campaign.state == .stopped && !end.isStopping)
        #expect(end.counts.delivery == [.withdrawn: 2, .queued: 1])
    }

    @Test("many who stop and resume at once leave one stop")
    func atOnce() async throws {
        let office = try await office()
        let campaign = try await office.register(people: 1)
        let control = control

        await withTaskGroup(of: Void.self) { group in
            for turn in 0..<12 {
                group.addTask {
                    if turn % 3 == 0 {
                        _ = try? await control.stop(campaign.id, reason: "", by: office.principal)
                    } else if turn % 3 == 1 {
                        _ = try? await control.pause(campaign.id, reason: "", by: office.principal)
                    } else {
                        _ = try? await control.resume(campaign.id, by: office.principal)
                    }
                }
            }
        }

        let progress = try #require(try await overview.progress(of: campaign.id, in: .all))
        #expect(progress.holds.map(\.cause) == [.stop])
        #expect(try await actions(on: campaign).count { $0 == "campaign.stop" } == 1)
    }

    private func actions(on campaign: Campaign) async throws -> [String] {
        try await database.read { db in
            try AccessRecord.page(
                db, subject: campaign.id.ulid, from: .distantPast, to: Date().addingTimeInterval(60), offset: 0,
                limit: 10
            ).records.map(\.action).reversed()
        }
    }
}
