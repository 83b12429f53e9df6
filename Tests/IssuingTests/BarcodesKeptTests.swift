import Coufun
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Issuing

@Suite("A barcode that COUFUN gave is never lost", .database)
struct BarcodesKeptTests: IssuingBenchTests {
    let place = IssuingPlace()

    @Test("a batch in which one barcode is known already gives out none of them, and a person is asked")
    func knownBarcodeInBatch() async throws {
        _ = try await plan(1)
        _ = try await step(FakeSupplier(.give(["9000111122223333"]))).runOnce()
        let batch = try await plan(1, quantity: 3, first: 2)[0]
        let given = ["9000111100001111", "9000111100002222", "9000111122223333"]

        _ = try await step(FakeSupplier(.give(given))).runOnce()

        let coupons = try await database.read { db in try Coupon.all(db, of: batch) }
        #expect(try await state(batch) == .unconfirmed)
        #expect(coupons.map(\.issue) == [.unconfirmed, .unconfirmed, .unconfirmed])
        #expect(try coupons.allSatisfy { try $0.secrets(data).barcode == nil })
        #expect(try await answers(batch) == [given])
        #expect(try await alerts(.unconfirmed).map(\.subject) == ["\(campaign)"])
    }

    @Test(
        "a coupon that was cancelled during the call takes no barcode: the order is left to a person, with the answer")
    func cancelledMeanwhile() async throws {
        let order = try await plan(1)[0]
        let database = database
        let supplier = FakeSupplier(.give(["9000111122223333"])) { _ in
            _ = try? await database.write { db in
                try db.execute("UPDATE coupon SET issue_state = 'cancelled' WHERE issue_order_id = \(order)")
            }
            return true
        }

        _ = try await step(supplier).runOnce()

        #expect(try await state(order) == .unconfirmed)
        #expect(try await coupon(order).issue == .cancelled)
        #expect(try await answers(order) == [["9000111122223333"]])
        #expect(try await alerts(.unconfirmed).count == 1)
    }

    @Test("coupons that were moved away take no barcode either")
    func movedMeanwhile() async throws {
        let order = try await plan(1)[0]
        let (database, other) = (database, IssueOrderID.new())
        let supplier = FakeSupplier(.give(["9000111122223333"])) { _ in
            _ = try? await database.write { db in
                try db.execute("UPDATE coupon SET issue_order_id = \(other) WHERE issue_order_id = \(order)")
            }
            return true
        }

        _ = try await step(supplier).runOnce()

        #expect(try await state(order) == .unconfirmed)
        #expect(try await answers(order) == [["9000111122223333"]])
    }

    @Test("a late reply to an order that a person settled as not issued opens it again, with the evidence")
    func lateAgainstPerson() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        try await settleAsNotIssued(order)

        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .unconfirmed }

        #expect(try await coupon(order).issue == .unconfirmed)
        #expect(try await coupon(order).secrets(data).barcode == nil)
        #expect(try await answers(order) == [[FakeSupplier.barcode(of: "\(order)")]])
        #expect(try await alerts(.unconfirmed).first?.text.contains("발급되지 않은 것으로 처리한 뒤") == true)
    }

    @Test("a late reply to an order whose coupons were issued anew is a coupon too many, and stands for a person")
    func lateAfterReissue() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        try await settleAsNotIssued(order)
        let campaign = campaign
        let again = try await database.write { db in try IssueOrder.replaceFailed(db, of: campaign, at: Date()) }
        _ = try await step(FakeSupplier(.answer)).runOnce()

        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .unconfirmed }

        let awaiting = try await database.read { db in
            try IssueOrder.awaiting(db, .unconfirmed, offset: 0, limit: 10).orders.map(\.id)
        }
        #expect(again == 1)
        #expect(awaiting == [order])
        #expect(try await states() == [.issued: 1, .unconfirmed: 1])
        #expect(try await alerts(.unconfirmed).first?.text.contains("남는 쿠폰") == true)
    }

    @Test("a second success with other barcodes under one TR_ID is told, and both answers are kept")
    func secondSuccess() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier).runOnce()
        try await database.write { db in try db.execute("UPDATE issue_order SET due_at = NOW(3) - INTERVAL 1 SECOND") }
        _ = try await step(FakeSupplier(.give(["9000111122223333"]))).runOnce()

        await supplier.releaseLateReplies()
        try await eventually { try await alerts(.secondIssue).count == 1 }

        #expect(try await state(order) == .issued)
        #expect(try await coupon(order).secrets(data).barcode == "9000111122223333")
        #expect(Set(try await answers(order)) == [["9000111122223333"], [FakeSupplier.barcode(of: "\(order)")]])
        let alert = try #require(try await alerts(.secondIssue).first)
        #expect(alert.subject == "\(order)")
        #expect(alert.text.contains("나가는 번호: \(Masked.barcode("9000111122223333"))"))
        #expect(alert.text.contains("남은 번호: \(Masked.barcode(FakeSupplier.barcode(of: "\(order)")))"))
    }

    @Test("a time-out that comes to be recorded after the late reply takes back nothing of what COUFUN answered")
    func timeoutAfterReply() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .issued }
        let data = data

        try await database.write { db in
            let call = try #require(try db.row("SELECT id FROM supplier_call WHERE issue_order_id = \(order)"))
            let late = CoufunReply<CreatedCoupons>(outcome: .unknown(reason: "timeout"))
            try SupplierCall.end(db, [try CallEnd(call.value("id"), late, data)], at: Date())
        }

        #expect(try await answers(order) == [[FakeSupplier.barcode(of: "\(order)")]])
    }

    @Test("the same success told late adds the validity that nobody knew, and alerts nobody")
    func toldTwice() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        let data = data
        try await database.write { db in
            let found = try #require(try IssueOrder.lockUnconfirmed(db, order))
            let given = IssuedBarcodes.One(barcode: FakeSupplier.barcode(of: "\(order)"), validUntil: nil)
            let issued = IssuedBarcodes(order: order, supplierOrderID: "", barcodes: [given])
            try IssuedBarcodes.handOut(db, [issued], at: Date(), data: data)
            try found.resolve(db, to: .issued, evidence: "공급사 회신", by: .new(), at: Date())
        }

        await supplier.releaseLateReplies()
        try await eventually { try await coupon(order).validUntil == CalendarDay(year: 2027, month: 1, day: 21) }

        #expect(try await coupon(order).supplierOrderID == "OD1")
        #expect(try await alerts(.secondIssue).isEmpty)
    }

    @Test("the alert of what nobody could know ends when a late reply settles the last of it")
    func alertEnds() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        let before = try await alerts(.unconfirmed).count

        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .issued }

        #expect(before == 1)
        #expect(try await alerts(.unconfirmed).isEmpty)
    }

    @Test("what an answer with too many left over is told when a late one settles the order, another's coupon is not")
    func surplus() async throws {
        _ = try await plan(1)
        _ = try await step(FakeSupplier(.give(["9000111122221111"]))).runOnce()
        let order = try await plan(1, first: 2)[0]
        let supplier = FakeSupplier(.answerLate)
        _ = try await step(supplier).runOnce()
        try await database.write { db in try db.execute("UPDATE issue_order SET due_at = NOW(3) - INTERVAL 1 SECOND") }
        _ = try await step(FakeSupplier(.give(["9000111122221111", "9000111122223333"]))).runOnce()
        let before = try await state(order)

        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .issued }

        let text = try #require(try await alerts(.secondIssue).first).text
        #expect(before == .unconfirmed)
        #expect(text.contains("나가는 번호: \(Masked.barcode(FakeSupplier.barcode(of: "\(order)")))"))
        #expect(text.contains("남은 번호: \(Masked.barcode("9000111122223333"))."))
        #expect(!text.contains(Masked.barcode("9000111122221111")))
    }

    @Test("the alert stays when another order is left to a person while the last one is settled")
    func alertStays() async throws {
        let orders = try await plan(2)
        let database = database
        let (settled, doubtful) = try await database.write { db in
            let settled = try #require(try IssueOrder.find(db, orders[0]))
            try UnconfirmedAlert.raise(db, of: settled, at: Date())
            try IssueOrder.markIssued(db, settled.id, at: Date())
            return (settled, try #require(try IssueOrder.find(db, orders[1])))
        }

        let closing = try await database.write { db in
            try IssueOrder.markUnconfirmed(db, doubtful.id, note: "응답 없음", at: Date())
            try UnconfirmedAlert.raise(db, of: doubtful, at: Date())
            let closing = Task {
                try await database.write { db in
                    try UnconfirmedAlert.closeIfSettled(db, of: settled, by: nil, at: Date())
                }
            }
            let isWaiting = try LockWait.begins(db)
            #expect(isWaiting)
            return closing
        }
        try await closing.value

        #expect(try await alerts(.unconfirmed).count == 1)
    }
}
