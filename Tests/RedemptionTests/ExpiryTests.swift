import Accounts
import Coupons
import Foundation
import MariaDB
import Sealing
import Support
import TestKit
import Testing

@testable import Redemption

@Suite("A coupon after its last day", .database)
struct ExpiryTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let lastDay = CalendarDay(year: 2026, month: 11, day: 22)
    /// 2026-11-22 23:59:59 in Korea.
    var lastSecond: Date { SeoulTime.start(of: lastDay.adding(days: 1)).addingTimeInterval(-1) }

    /// One of each use with the same last day, and one without a last day.
    private func coupons() async throws -> (campaign: CampaignID, [RedemptionState: Coupon.ID]) {
        let (campaign, company, data, day) = (CampaignID.new(), Company.ID.new(), data, lastDay)
        var ids: [RedemptionState: Coupon.ID] = [:]
        for (position, state) in [RedemptionState.unused, .partlyUsed, .used, .cancelled].enumerated() {
            let coupon = NewCoupon(
                id: .new(), issueOrderID: .new(), position: position + 1, name: "최민지",
                phone: try PhoneNumber("01022223333"))
            let row = try coupon.row(company: company, campaign: campaign, at: Date(), data: data)
            try await database.write { db in
                try NewCoupon.insert(db, [row])
                try Coupon.issue(
                    db,
                    [
                        IssuedCoupon(
                            id: coupon.id, barcode: "952600000000000\(position)", supplierOrderID: "OD1",
                            validUntil: day)
                    ], at: Date(), data: data)
                try Coupon.lock(db, coupon.id)?.recordUse(db, state, usedAt: nil, branch: nil, balance: nil, at: Date())
            }
            ids[state] = coupon.id
        }
        return (campaign, ids)
    }

    /// Runs `body` while the server's clock says `time`.
    private func at<T: Sendable>(_ time: Date, _ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await database.write { db in
            try db.execute("SET timestamp = \(Int(time.timeIntervalSince1970))")
            defer { _ = try? db.execute("SET timestamp = DEFAULT") }
            return try body(db)
        }
    }

    @Test("is valid until its last day ends in Korea, and expired in counts, lists and by itself a second later")
    func midnight() async throws {
        let (campaign, ids) = try await coupons()
        let unusedID = try #require(ids[.unused])

        for (time, unused, partly, expired) in [(lastSecond, 1, 1, 0), (lastSecond.addingTimeInterval(1), 0, 0, 2)] {
            try await at(time) { db in
                let counts = try CouponCounts.of(db, [campaign])[campaign] ?? CouponCounts()
                #expect(counts.redemption[.unused, default: 0] == unused)
                #expect(counts.redemption[.partlyUsed, default: 0] == partly)
                #expect(counts.redemption[.expired, default: 0] == expired)
                #expect(counts.redemption[.used] == 1)
                #expect(counts.redemption[.cancelled] == 1)
                for state in RedemptionState.allCases {
                    let page = try Coupon.page(
                        db, of: campaign, CouponFilter(redemption: state), in: .all, offset: 0, limit: 10)
                    #expect(page.total == counts.redemption[state, default: 0], "\(state)")
                    #expect(Set(page.coupons.map(\.redemption)).isSubset(of: [state]))
                }
                let coupon = try Coupon.find(db, unusedID, in: .all)
                #expect(coupon?.redemption == (expired == 0 ? .unused : .expired))
            }
        }
    }

    @Test("stays counted as redeemed when the rest of an amount has expired")
    func redeemed() async throws {
        let (campaign, _) = try await coupons()

        let redeemed = try await at(lastSecond.addingTimeInterval(1)) { db in
            try CouponCounts.of(db, [campaign])[campaign]?.redeemed
        }

        #expect(redeemed == 2)
    }

    @Test("is not sent again, with its last day as the reason")
    func sending() async throws {
        let (_, ids) = try await coupons()
        let unused = try #require(ids[.unused])

        let coupon = try await at(lastSecond.addingTimeInterval(1)) { db in try Coupon.find(db, unused, in: .all) }

        #expect(coupon?.reasonNotToSend(on: lastDay) == "유효기간이 2026-11-22(일)에 끝난 쿠폰이라 보낼 수 없습니다.")
    }

    @Test("is valid again when COUFUN has prolonged it, and used when somebody has used it")
    func newerEvidence() async throws {
        let (_, ids) = try await coupons()
        let unused = try #require(ids[.unused])
        let (later, prolonged) = (lastSecond.addingTimeInterval(3600), lastDay.adding(days: 30))

        let states = try await at(later) { db -> [RedemptionState?] in
            let answer = SupplierAnswer(
                askedAt: later, status: "000", kind: .barcode, remaining: nil, total: nil, exchangedAt: nil)
            _ = try UseRecord.keep(db, answer, validUntil: prolonged, of: unused, at: later)
            let first = try Coupon.find(db, unused, in: .all)?.redemption
            let used = SupplierAnswer(
                askedAt: later.addingTimeInterval(60), status: "001", kind: .barcode, remaining: nil, total: nil,
                exchangedAt: later)
            _ = try UseRecord.keep(db, used, validUntil: lastDay, of: unused, at: later)
            return [first, try Coupon.find(db, unused, in: .all)?.redemption]
        }

        #expect(states == [.unused, .used])
    }
}
