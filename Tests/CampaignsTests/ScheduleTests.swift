import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Campaigns

@Suite("Schedules that come, pass and change", .database)
struct ScheduleTests {
    let database = TestDatabase.current
    let noon = SeoulTime.instant(rfc3339: "2026-11-22T12:00:00+09:00") ?? .distantPast

    @Test(
        "a time that passed while nothing ran waits for a person; one noticed within 15 minutes does not",
        arguments: [(14.0, false), (16, true)])
    func missed(minutes: Double, waits: Bool) async throws {
        let id = try await campaign(scheduledAt: noon)
        let late = noon.addingTimeInterval(minutes * 60)

        _ = try await ScheduleStep(database: database, now: { late }).runOnce()

        let (holds, alerts) = try await standing()
        #expect(holds.map(\.subject) == (waits ? [id.ulid] : []))
        #expect(holds.allSatisfy { $0.halts == .all && $0.cause == .brake && $0.reason.contains("예약 시각 지남") })
        #expect(alerts == (waits ? [.missedSchedule] : []))
    }

    @Test("a time that came while the program ran is not missed later, also when sending takes long")
    func seen() async throws {
        _ = try await campaign(scheduledAt: noon)
        let (moment, hour) = (noon.addingTimeInterval(2), noon.addingTimeInterval(3600))
        _ = try await ScheduleStep(database: database, now: { moment }).runOnce()

        _ = try await ScheduleStep(database: database, now: { hour }).runOnce()

        #expect(try await standing().holds.isEmpty)
    }

    @Test("after a person let it go on, it is not held again")
    func goesOn() async throws {
        let id = try await campaign(scheduledAt: noon)
        let late = noon.addingTimeInterval(3600)
        _ = try await ScheduleStep(database: database, now: { late }).runOnce()
        try await database.write { db in _ = try Hold.lift(db, .campaign, id.ulid) }

        _ = try await ScheduleStep(database: database, now: { late.addingTimeInterval(60) }).runOnce()

        #expect(try await standing().holds.isEmpty)
    }

    @Test("what has been sent long ago, or is not scheduled, is left alone")
    func others() async throws {
        _ = try await campaign(scheduledAt: noon, delivery: "delivered")
        _ = try await campaign(scheduledAt: nil)
        let late = noon.addingTimeInterval(86400)

        _ = try await ScheduleStep(database: database, now: { late }).runOnce()

        #expect(try await standing().holds.isEmpty)
    }

    @Test("another time moves the campaign, its issue orders and its composed messages, and is on record")
    func reschedules() async throws {
        let (principal, id) = try await scheduled()
        let before = noon.addingTimeInterval(-3600)
        let rescheduling = Rescheduling(database: database, planned: {}, now: { before })

        try await rescheduling.reschedule(id, to: "2026-11-22T15:00:00+09:00", nightConsent: false, by: principal)

        let times = try await database.read { db in
            [
                try db.rows("SELECT CAST(scheduled_at AS CHAR) AS t FROM campaign")[0].value("t", as: String.self),
                try db.rows("SELECT CAST(due_at AS CHAR) AS t FROM issue_order")[0].value("t", as: String.self),
                try db.rows("SELECT CAST(requested_at AS CHAR) AS t FROM message")[0].value("t", as: String.self),
                try db.rows("SELECT action AS t FROM access_record")[0].value("t", as: String.self),
            ]
        }
        #expect(
            times == [
                "2026-11-22 15:00:00.000", "2026-11-22 14:50:00.000", "2026-11-22 15:00:00.000", "campaign.reschedule",
            ])
    }

    @Test("it is refused in words once it has begun, for another company, and for a time that has passed")
    func refused() async throws {
        let (principal, id) = try await scheduled()
        let (before, begun) = (noon.addingTimeInterval(-3600), noon.addingTimeInterval(-30))
        let early = Rescheduling(database: database, planned: {}, now: { before })
        let late = Rescheduling(database: database, planned: {}, now: { begun })
        let stranger = Principal(
            userID: .new(), companyID: .new(), companyName: "다른 회사", loginID: "other", name: "남", role: .member,
            mustChangePassword: false, address: "127.0.0.1")
        let time = "2026-11-22T15:00:00+09:00"

        await #expect(throws: RescheduleRefusal.begun) {
            try await late.reschedule(id, to: time, nightConsent: false, by: principal)
        }
        await #expect(throws: RescheduleRefusal.noSuchCampaign) {
            try await early.reschedule(id, to: time, nightConsent: false, by: stranger)
        }
        await #expect(throws: FieldProblems.self) {
            try await early.reschedule(id, to: "2026-11-22T09:00:00+09:00", nightConsent: false, by: principal)
        }
    }

    @Test("it is not moved beyond the last day of its callback number")
    func expiringNumber() async throws {
        let (principal, id) = try await scheduled()
        let before = noon.addingTimeInterval(-3600)
        let rescheduling = Rescheduling(database: database, planned: {}, now: { before })
        try await database.write { db in _ = try db.execute("UPDATE callback_number SET expires_on = '2026-11-22'") }

        await #expect(throws: FieldProblems.self) {
            try await rescheduling.reschedule(id, to: "2026-11-23T09:00:00+09:00", nightConsent: false, by: principal)
        }
        try await rescheduling.reschedule(id, to: "2026-11-22T21:00:00+09:00", nightConsent: false, by: principal)
    }

    // MARK: Rows

    private func scheduled() async throws -> (Principal, Campaign.ID) {
        let company = Company.ID.new()
        let id = try await campaign(scheduledAt: noon, of: company)
        let (order, coupon, message, noon) = (IssueOrderID.new(), Coupon.ID.new(), MessageID.new(), noon)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO issue_order (id, company_id, campaign_id, poc_id, goods_id, quantity, unit_price, state,
                    due_at, created_at)
                VALUES (\(order), \(company), \(id), 'POC', 'G1', 1, 4500, 'planned', \(noon), \(noon))
                """)
            try db.execute(
                """
                INSERT INTO message (id, company_id, campaign_id, coupon_id, attempt, client_key, state, requested_at,
                    created_at)
                VALUES (\(message), \(company), \(id), \(coupon), 0, 'K1', 'composed', \(noon), \(noon))
                """)
        }
        let principal = Principal(
            userID: .new(), companyID: company, companyName: "가나다커피", loginID: "tester", name: "시험", role: .member,
            mustChangePassword: false, address: "127.0.0.1")
        return (principal, id)
    }

    private func campaign(scheduledAt: Date?, delivery: String = "waiting", of company: Company.ID = .new())
        async throws -> Campaign.ID
    {
        let (id, coupon, order, user) = (Campaign.ID.new(), Coupon.ID.new(), IssueOrderID.new(), User.ID.new())
        let sealed: [UInt8] = [1]
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price,
                    purpose, title, message, callback_number, template_id, template_version, scheduled_at, state, total,
                    created_at)
                VALUES (\(id), \(company), \(user), '행사', 'G1', '아메리카노', 4500, 'information', '제목', '내용',
                    '0269569621', \(user), 1, \(scheduledAt), 'released', 1, NOW(3))
                """)
            try db.execute(
                """
                INSERT INTO coupon (id, company_id, campaign_id, issue_order_id, position, name, phone, phone_index,
                    last_four_index, issue_state, delivery_state, redemption_state, changed_at)
                VALUES (\(coupon), \(company), \(id), \(order), 1, \(sealed), \(sealed), \(sealed), \(sealed),
                    'issued', \(delivery), 'unused', NOW(3))
                """)
            try db.execute(
                """
                INSERT INTO callback_number (id, company_id, number, label, created_at, updated_at)
                VALUES (\(id), \(company), '0269569621', '대표번호', NOW(3), NOW(3))
                """)
        }
        return id
    }

    private func standing() async throws -> (holds: [Hold], alerts: [Alert.Kind]) {
        try await database.read { db in (try Holds.current(db).all, try Alert.open(db, in: .all).map(\.kind)) }
    }
}
