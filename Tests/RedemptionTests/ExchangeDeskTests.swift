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

    /// Records COUFUN's answer to a question that was asked so many minutes after noon.
    private func record(_ status: String, asked minutes: Double, on id: Coupon.ID) async throws -> UseRecord.Change? {
        let answer = SupplierAnswer(
            askedAt: noon.addingTimeInterval(minutes * 60), status: status, kind: .barcode, remaining: Won(0),
            total: Won(4500), exchangedAt: nil)
        return try await database.write { db in
            try UseRecord.keep(db, answer, validUntil: nil, of: id, at: answer.askedAt)
        }
    }

    @Test("an answer to a question that was asked before an event changes nothing, whichever is recorded first")
    func slowAnswer() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001", after: 1), from: "203.0.113.5", at: noon.addingTimeInterval(60))
        let change = try await record("000", asked: 0.5, on: id)

        #expect(change == UseRecord.Change(before: .used, after: .used))
        #expect(try await coupon(id).redemption == .used)
        #expect(try await coupon(id).use.branch == "역삼점")
    }

    @Test("an event that comes while COUFUN is asked follows the answer that was recorded before it")
    func eventAfterAnswer() async throws {
        let id = try await issueCoupon()

        _ = try await record("000", asked: 0.5, on: id)
        _ = try await desk.receive(notice("001", after: 1), from: "203.0.113.5", at: noon.addingTimeInterval(60))

        #expect(try await coupon(id).redemption == .used)
        #expect(try await alerts().isEmpty)
    }

    @Test("an answer to a question that was asked after an event is newer than the event")
    func laterAnswer() async throws {
        let id = try await issueCoupon()

        _ = try await desk.receive(notice("001", after: 1), from: "203.0.113.5", at: noon.addingTimeInterval(60))
        let change = try await record("000", asked: 2, on: id)

        #expect(change == UseRecord.Change(before: .used, after: .unused))
    }

    @Test("of two answers the one to the later question counts")
    func twoAnswers() async throws {
        let id = try await issueCoupon()

        _ = try await record("001", asked: 2, on: id)
        let older = try await record("000", asked: 1, on: id)

        #expect(older == nil)
        #expect(try await coupon(id).redemption == .used)
    }

    @Test("an answer that nobody understands is kept as it came and moves nothing")
    func unexplained() async throws {
        let id = try await issueCoupon()

        _ = try await record("001", asked: 1, on: id)
        _ = try await record("777", asked: 2, on: id)

        #expect(try await coupon(id).redemption == .used)
        #expect(try await coupon(id).use.answer?.status == "777")
    }

    @Test("a use, a second one and its taking back leave the coupon partly used, with three exchanges on record")
    func takenBackInPart() async throws {
        let id = try await issueCoupon()
        for (status, minutes, price, balance) in [
            ("001", 0.0, 3000, 7000), ("001", 5, 4000, 3000), ("000", 9, 4000, 7000),
        ] {
            let notice = ExchangeNotice(
                barcode: barcode, status: status, exchangedAt: noon.addingTimeInterval(minutes * 60), branch: "역삼점",
                price: price, balance: balance)
            _ = try await desk.receive(notice, from: "203.0.113.5")
        }

        let coupon = try await coupon(id)
        let told = try await database.read { db in try ToldExchange.all(db, of: id) }

        #expect(coupon.redemption == .partlyUsed)
        #expect(coupon.use.balance == Won(7000))
        #expect(told.map(\.status) == ["001", "001", "000"])
        #expect(told.map(\.counts) == [true, true, true])
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
