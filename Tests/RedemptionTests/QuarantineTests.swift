import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Redemption

@Suite("Redemption events of coupons that are not known yet", .database)
struct QuarantineTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private func tell(_ barcode: String, _ status: String = "001", at minutes: Double, price: Int, balance: Int)
        async throws
    {
        let notice = ExchangeNotice(
            barcode: barcode, status: status, exchangedAt: noon.addingTimeInterval(minutes * 60), branch: "역삼점",
            price: price, balance: balance)
        _ = try await ExchangeDesk(database: database, data: data).receive(notice, from: "203.0.113.5")
    }

    /// A coupon that gets its barcode only now, as by a late reply or by evidence.
    private func issue(_ barcode: String) async throws -> Coupon.ID {
        let (data, now) = (data, noon)
        let coupon = NewCoupon(
            id: .new(), issueOrderID: .new(), position: 1, name: "최민지", phone: try PhoneNumber("01022223333"))
        let row = try coupon.row(company: .new(), campaign: .new(), at: now, data: data)
        try await database.write { db in
            try NewCoupon.insert(db, [row])
            let issued = IssuedCoupon(id: coupon.id, barcode: barcode, supplierOrderID: "OD1", validUntil: nil)
            try Coupon.issue(db, [issued], at: now, data: data)
        }
        return coupon.id
    }

    private func coupon(_ id: Coupon.ID) async throws -> Coupon? {
        try await database.read { db in try Coupon.find(db, id, in: .all) }
    }

    private var waiting: [QuarantinedExchange] {
        get async throws {
            try await database.read { [data] db in
                try QuarantinedExchange.page(db, offset: 0, limit: 10, data).items
            }
        }
    }

    private var alerts: [Alert.Kind] {
        get async throws { try await database.read { db in try Alert.open(db, in: .all) }.map(\.kind) }
    }

    @Test("stand in a list with their barcodes masked")
    func listed() async throws {
        try await tell("9526123412343016", at: 0, price: 4_500, balance: 0)

        let waiting = try await waiting

        #expect(waiting.map(\.maskedBarcode) == ["9526 **** **** 3016"])
        #expect(waiting.first?.told.price == Won(4_500))
    }

    @Test("are applied in their own order when the coupon becomes known, and once")
    func applied() async throws {
        try await tell("9526123412343016", "000", at: 9, price: 4_000, balance: 7_000)
        try await tell("9526123412343016", at: 0, price: 3_000, balance: 7_000)
        try await tell("9526123412343016", at: 5, price: 4_000, balance: 3_000)
        let id = try await issue("9526123412343016")
        let step = QuarantineStep(database: database)

        let first = try await step.runOnce()
        let second = try await step.runOnce()

        #expect((first, second) == (3, 0))
        #expect(try await coupon(id)?.redemption == .partlyUsed)
        #expect(try await coupon(id)?.use.balance == Won(7_000))
        #expect(try await waiting.isEmpty)
    }

    @Test("keep their alert open until the last of them is known")
    func alertEnds() async throws {
        try await tell("9526123412343016", at: 0, price: 4_500, balance: 0)
        try await tell("9526123412343017", at: 1, price: 4_500, balance: 0)
        let step = QuarantineStep(database: database)

        _ = try await issue("9526123412343016")
        _ = try await step.runOnce()
        let between = try await alerts
        _ = try await issue("9526123412343017")
        _ = try await step.runOnce()

        #expect(between == [.unknownBarcode])
        #expect(try await alerts.isEmpty)
    }

    @Test("can be set aside, which ends the alert, and still find their coupon")
    func setAside() async throws {
        try await tell("9526123412343016", at: 0, price: 4_500, balance: 0)
        let event = try #require(try await waiting.first?.told.id)
        let user = User.ID.new().ulid

        let done = try await database.write { db in
            [
                try QuarantinedExchange.setAside(db, event, by: user, at: Date()),
                try QuarantinedExchange.setAside(db, event, by: user, at: Date()),
            ]
        }
        let alerts = try await alerts
        let id = try await issue("9526123412343016")
        _ = try await QuarantineStep(database: database).runOnce()

        #expect(done == [true, false])
        #expect(alerts.isEmpty)
        #expect(try await coupon(id)?.redemption == .used)
    }
}
