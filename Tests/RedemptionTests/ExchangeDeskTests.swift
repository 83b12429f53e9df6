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

@Suite("Taking redemption events", .database)
struct ExchangeDeskTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let barcode = "9526123412343016"
    let noon = Date(timeIntervalSince1970: 1_790_000_000)

    private var desk: ExchangeDesk { ExchangeDesk(database: database, data: data) }

    private func issueCoupon() async throws -> Coupon.ID {
        let (data, now, barcode) = (data, noon, barcode)
        let coupon = NewCoupon(
            id: .new(at: now), issueOrderID: .new(at: now), position: 1, name: "최민지",
            phone: try PhoneNumber("01022223333"))
        let row = try coupon.row(company: .new(), campaign: .new(), at: now, data: data)
        try await database.write { db in
            try NewCoupon.insert(db, [row])
            let issued = IssuedCoupon(id: coupon.id, barcode: barcode, supplierOrderID: "OD1", validUntil: nil)
            try Coupon.issue(db, [issued], at: now, data: data)
        }
        return coupon.id
    }

    private func notice(_ status: String, after minutes: Double = 0, balance: Int? = 0, branch: String? = "역삼점")
        -> ExchangeNotice
    {
        ExchangeNotice(
            barcode: barcode, status: status, exchangedAt: noon.addingTimeInterval(minutes * 60), branch: branch,
            price: 4500, balance: balance)
    }

    private func coupon(_ id: Coupon.ID) async throws -> Coupon {
        try #require(try await database.read { db in try Coupon.find(db, id, in: .all) })
    }

    private func alerts() async throws -> [Alert.Kind] {
        try await database.read { db in try Alert.open(db, in: .all) }.map(\.kind)
    }

    @Test("an exchange makes the coupon used, with place and time")
    func used() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001"), from: "203.0.113.5")

        let coupon = try await coupon(id)
        #expect(coupon.redemption == .used)
        #expect(coupon.use.branch == "역삼점")
        #expect(coupon.use.usedAt == noon)
    }

    @Test("what is left makes it partly used")
    func partlyUsed() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001", balance: 2000), from: "203.0.113.5")

        let coupon = try await coupon(id)
        #expect(coupon.redemption == .partlyUsed)
        #expect(coupon.use.balance == Won(2000))
    }

    @Test("the same event told many times at once is one event with one id")
    func repeats() async throws {
        let id = try await issueCoupon()
        let (desk, event) = (desk, notice("001"))

        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 { group.addTask { try await desk.receive(event, from: "203.0.113.5") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        let rows = try await database.read { db in try db.rows("SELECT id FROM exchange_event").count }

        #expect(answers.count == 1)
        #expect(rows == 1)
        #expect(try await coupon(id).redemption == .used)
    }

    @Test("events that come out of order leave what the newest says")
    func outOfOrder() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("000", after: 10, balance: 4500), from: "203.0.113.5")
        _ = try await desk.receive(notice("001", after: 5), from: "203.0.113.5")

        #expect(try await coupon(id).redemption == .unused)
    }

    @Test("an exchange taken back makes the coupon usable again")
    func takenBack() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001"), from: "203.0.113.5")
        _ = try await desk.receive(notice("000", after: 3, balance: 4500), from: "203.0.113.5")

        #expect(try await coupon(id).redemption == .unused)
        #expect(try await alerts().isEmpty)
    }

    @Test("a balance that rises by an exchange is looked at by a person and changes nothing")
    func risingBalance() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001", balance: 1000), from: "203.0.113.5")
        _ = try await desk.receive(notice("001", after: 5, balance: 3000), from: "203.0.113.5")

        #expect(try await coupon(id).use.balance == Won(1000))
        #expect(try await alerts() == [.oddRedemption])
    }

    @Test("a barcode that nobody here knows is kept, answered and told")
    func unknownBarcode() async throws {
        let answer = try await desk.receive(notice("001"), from: "203.0.113.5")

        let rows = try await database.read { db in
            try db.rows("SELECT id FROM exchange_event WHERE coupon_id IS NULL").count
        }
        #expect(!answer.isEmpty)
        #expect(rows == 1)
        #expect(try await alerts() == [.unknownBarcode])
    }
}
