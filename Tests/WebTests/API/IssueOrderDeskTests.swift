import Accounts
import Audit
import Campaigns
import Coupons
import CustomerService
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Coufun
@testable import Issuing

@Suite("An order that a person settles", .database)
struct IssueOrderDeskTests {
    @Test("as issued with some of the barcodes that COUFUN gave: the others are told")
    func surplus() async throws {
        let shop = try await Doubt()
        try await shop.answer(["9000111122223333", "9000111122224444"])

        try await shop.desk().resolve("issued", ["9000111122224444"], of: shop)

        let alert = try #require(try await shop.alerts().first { $0.kind == .secondIssue })
        #expect(try await shop.state() == .issued)
        #expect(alert.text.contains("나가는 번호: \(Masked.barcode("9000111122224444"))."))
        #expect(alert.text.contains("남은 번호: \(Masked.barcode("9000111122223333"))."))
    }

    @Test("as issued with all that COUFUN gave: nothing is told")
    func noSurplus() async throws {
        let shop = try await Doubt()
        try await shop.answer(["9000111122223333"])

        try await shop.desk().resolve("issued", [], of: shop)

        #expect(try await shop.state() == .issued)
        #expect(try await shop.alerts().isEmpty)
    }

    @Test("as not issued while COUFUN's answer comes in: nothing is settled, the answer has to be looked at")
    func overtaken() async throws {
        let shop = try await Doubt()
        try await shop.answer(["9000111122223333"])
        let desk = shop.desk(says: nil) { try await shop.answer(["9000111122224444", "9000111122225555"]) }

        let problem = await #expect(throws: SupplierProblem.self) { try await desk.resolve("not-issued", [], of: shop) }

        #expect("\(try #require(problem))".contains("새로고침"))
        #expect(try await shop.state() == .unconfirmed)
    }

    @Test("as not issued although COUFUN named another coupon's barcode: that one is neither asked about nor shown")
    func othersBarcode() async throws {
        let shop = try await Doubt()
        try await shop.give("9000111122223333", to: shop.store.coupons[1])
        try await shop.answer(["9000111122223333"])
        let desk = shop.desk()

        let facts = try #require(try await desk.openTransactions().first)
        try await desk.resolve("not-issued", [], of: shop)

        #expect(facts.maskedAnswers == [])
        #expect(facts.proposal.contains("다른 쿠폰에 쓰인 번호"))
        #expect(try await shop.state() == .failed)
    }
}

/// Two coupons, the order of the first of which stands for a person.
private struct Doubt: Sendable {
    let store: Storefront
    let order: IssueOrder

    var database: Database { store.house.database }
    var data: PersonalData { TestDatabase.personalData }

    init() async throws {
        let store = try await Storefront()
        let id = store.coupons[0].issueOrderID
        order = try await store.house.database.write { db in
            try IssueOrder.markUnconfirmed(db, id, note: "응답 없음", at: Date())
            return try #require(try IssueOrder.find(db, id))
        }
        self.store = store
    }

    /// COUFUN's word that it issued, on record.
    func answer(_ barcodes: [String]) async throws {
        let (id, order, data) = (SupplierCall.ID.new(), order, data)
        let body = """
            <COUFUNCREATE><RESULT_CODE>00</RESULT_CODE><ORDER_ID>OD1</ORDER_ID><VALID_END_DATE>20270121</VALID_END_DATE>\
            \(barcodes.map { "<BARCODE_NUM>\($0)</BARCODE_NUM>" }.joined())</COUFUNCREATE>
            """
        let created = CreatedCoupons(orderID: "OD1", barcodes: barcodes, validUntil: nil)
        let end = try CallEnd(id, CoufunReply(outcome: .done(created), httpStatus: 200, body: Array(body.utf8)), data)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at)
                VALUES (\(id), \(order.companyID), \(order.id), 'create', 1, '', NOW(3))
                """)
            try SupplierCall.end(db, [end], at: Date())
        }
    }

    func give(_ barcode: String, to coupon: Coupon) async throws {
        let data = data
        let given = IssuedBarcodes(
            order: coupon.issueOrderID, supplierOrderID: "OD0", barcodes: [.init(barcode: barcode, validUntil: nil)])
        try await database.write { db in
            try IssueOrder.markIssued(db, coupon.issueOrderID, at: Date())
            try IssuedBarcodes.handOut(db, [given], at: Date(), data: data)
        }
    }

    func desk(says status: String? = "000", meanwhile: @escaping @Sendable () async throws -> Void = {})
        -> IssueOrderDesk
    {
        IssueOrderDesk(
            database: database, data: data, authority: Word(status: status, meanwhile: meanwhile), planned: {})
    }

    func state() async throws -> IssueOrder.State? {
        try await database.read { [order] db in try IssueOrder.find(db, order.id)?.state }
    }

    func alerts() async throws -> [Alert] { try await database.read { db in try Alert.open(db, in: .all) } }
}

extension IssueOrderDesk {
    fileprivate func resolve(_ outcome: String, _ barcodes: [String], of shop: Doubt) async throws {
        let resolution = try IssueResolution(
            outcome: outcome, barcodes: barcodes, orderID: nil, evidence: "공급사 담당자 회신")
        try await resolve(shop.order.id, resolution, by: .local, user: shop.store.campaign.createdBy)
    }
}

/// COUFUN that says the same of every barcode (nil: it does not know it), and what happens while it is asked.
private struct Word: CouponAuthority {
    let status: String?
    let meanwhile: @Sendable () async throws -> Void

    func status(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<CoufunCouponStatus> {
        do { try await meanwhile() } catch { Issue.record(error) }
        guard let status else {
            return CoufunReply(outcome: .refused(CoufunRefusal(code: "16", supplierMessage: "")))
        }
        return CoufunReply(
            outcome: .done(
                CoufunCouponStatus(
                    status: status, couponType: nil, remaining: nil, total: nil, validUntil: nil, exchangedAt: nil,
                    cancelledAt: nil)))
    }

    func cancel(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<String?> {
        CoufunReply(outcome: .refused(CoufunRefusal(code: "18", supplierMessage: "")))
    }
}
