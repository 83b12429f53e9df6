import Accounts
import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Sealing
import Support
import TestKit
import Testing

@testable import Issuing

@Suite("Having planned coupons issued", .database)
struct IssueStepTests: IssuingBenchTests {
    let place = IssuingPlace()

    @Test("an answered call gives the coupon its barcode, sealed and found again by it")
    func issues() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answer)

        let handled = try await step(supplier).runOnce()

        let coupon = try await coupon(order)
        let barcode = FakeSupplier.barcode(of: "\(order)")
        let (index, scope) = (data.index, TenantScope.company(company))
        let found = try await database.read { db in
            try Coupon.search(db, .number(barcode), in: scope, limit: 5, index: index)
        }
        #expect(handled == 1)
        #expect(try await state(order) == .issued)
        #expect(coupon.issue == .issued)
        #expect(try coupon.secrets(data).barcode == barcode)
        #expect(found.map(\.id) == [coupon.id])
        #expect(await supplier.calls == ["\(order)"])
    }

    @Test("the intent is on record before the call leaves")
    func intentFirst() async throws {
        let order = try await plan(1)[0]
        let database = database
        let supplier = FakeSupplier(.answer) { trID in
            let row = try? await database.read { db in
                try db.rows("SELECT state, attempts FROM issue_order WHERE id = \(order)").first?.value(
                    "state", as: String.self)
            }
            let calls = try? await database.read { db in
                try db.rows("SELECT COUNT(*) AS n FROM supplier_call WHERE ended_at IS NULL")[0].value(
                    "n", as: Int.self)
            }
            return row == "calling" && calls == 1 && trID == "\(order)"
        }

        _ = try await step(supplier).runOnce()

        #expect(await supplier.witness == [true])
    }

    @Test("two workers never call for the same order")
    func claimsAreDisjoint() async throws {
        _ = try await plan(20)
        let supplier = FakeSupplier(.answer)
        let (a, b) = (step(supplier, worker: "here:1:a"), step(supplier, worker: "here:2:b"))

        async let first = drain(a)
        async let second = drain(b)
        let total = try await first + second

        let calls = await supplier.calls
        #expect(total == 20)
        #expect(Set(calls).count == calls.count)
    }

    private func drain(_ step: IssueStep) async throws -> Int {
        var total = 0
        while true {
            let count = try await step.runOnce()
            guard count > 0 else { return total }
            total += count
        }
    }

    @Test("a lost reply is asked for again under the same TR_ID, and a used TR_ID ends at a person")
    func lostReply() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.loseReplies)

        _ = try await step(supplier).runOnce()
        let between = try await state(order)
        try await database.write { db in try db.execute("UPDATE issue_order SET due_at = NOW(3) - INTERVAL 1 SECOND") }
        _ = try await step(supplier).runOnce()

        #expect(between == .ambiguous)
        #expect(try await state(order) == .unconfirmed)
        #expect(try await coupon(order).issue == .unconfirmed)
        #expect(await supplier.calls == ["\(order)", "\(order)"])
        #expect(try await step(supplier).runOnce() == 0)
    }

    @Test("a late reply resolves an order that already counts as unconfirmed")
    func lateReply() async throws {
        let order = try await plan(1)[0]
        let supplier = FakeSupplier(.answerLate)

        _ = try await step(supplier, policy: IssuePolicy(ambiguous: .hold, attempts: 3)).runOnce()
        let before = try await state(order)
        await supplier.releaseLateReplies()
        try await eventually { try await state(order) == .issued }

        #expect(before == .unconfirmed)
        #expect(try await coupon(order).issue == .issued)
    }

    @Test("a worker that lost its claim changes nothing")
    func lostClaim() async throws {
        let order = try await plan(1)[0]
        let database = database
        let supplier = FakeSupplier(.refuse("30")) { _ in
            _ = try? await database.write { db in
                try db.execute("UPDATE issue_order SET fence = fence + 1, owner = 'other' WHERE id = \(order)")
            }
            return true
        }

        _ = try await step(supplier).runOnce()

        #expect(try await state(order) == .calling)
        #expect(try await coupon(order).issue == .issuing)
    }

    @Test("a call of a dead process becomes ambiguous, one of a living process is left alone")
    func rescue() async throws {
        let orders = try await plan(2)
        let (alive, dead) = (WorkerIdentity("elsewhere:1:alive"), WorkerIdentity("elsewhere:2:dead"))
        try await database.write { db in
            try WorkerPresence.beat(db, alive)
            for worker in [alive, dead] { _ = try IssueOrder.claimDue(db, worker: worker, limit: 1, at: Date()) }
        }
        let rescue = IssueRescueStep(
            database: database, policy: IssuePolicy(ambiguous: .retry, attempts: 3), longestCallSeconds: 600,
            logger: logger)

        let rescued = try await rescue.runOnce()

        let states = try await [state(orders[0]), state(orders[1])]
        #expect(rescued == 1)
        #expect(states.contains(.calling) && states.contains(.ambiguous))
    }

    @Test("refusal after refusal stops the campaign, says why and goes on when it is let go")
    func brake() async throws {
        _ = try await plan(60)
        let (campaign, database) = (campaign, database)

        _ = try await step(FakeSupplier(.refuse("30"))).runOnce()
        let stopped = try await states()
        let (holds, alerts) = try await database.read { db in
            (try Holds.current(db).of(.campaign, campaign.ulid), try Alert.open(db, in: .all))
        }
        let idle = try await step(FakeSupplier(.answer)).runOnce()
        try await database.write { db in try Hold.lift(db, .campaign, campaign.ulid) }
        _ = try await step(FakeSupplier(.answer)).runOnce()

        // Twenty, and those that were in flight when it stopped.
        #expect((20...24).contains(try #require(stopped[.failed])))
        #expect(holds.map(\.cause) == [.brake])
        #expect(holds.first?.reason.contains("판매 기간이 끝난 상품") == true)
        #expect(alerts.contains { $0.kind == .issuingBraked && $0.subject == "\(campaign)" })
        #expect(idle == 0)
        #expect(try await states()[.issued] == 60 - (stopped[.failed] ?? 0))
    }

    @Test("a refusal of the company stops its issuing and fails no coupon")
    func companyBrake() async throws {
        _ = try await plan(30)
        let (company, database) = (company, database)
        let supplier = FakeSupplier(.refuse("02"))

        _ = try await step(supplier).runOnce()
        let stopped = try await states()
        try await database.write { db in try Hold.lift(db, .company, company.ulid) }
        _ = try await step(FakeSupplier(.answer)).runOnce()

        #expect(stopped == [.planned: 30])
        #expect(await supplier.calls.count <= 4)
        #expect(try await states() == [.issued: 30])
    }

    @Test("what is held is not called for", arguments: [Hold.Scope.system, .company, .campaign])
    func held(scope: Hold.Scope) async throws {
        _ = try await plan(3)
        let subject = [.company: company.ulid, .campaign: campaign.ulid][scope] ?? Hold.system
        let hold = Hold(scope, subject, halts: .issuing, cause: .person, reason: "점검")
        try await database.write { db in try hold.place(db) }
        let supplier = FakeSupplier(.answer)

        let held = try await step(supplier).runOnce()
        try await database.write { db in try Hold.lift(db, scope, subject) }

        #expect(held == 0)
        #expect(await supplier.calls.isEmpty)
        #expect(try await step(supplier).runOnce() == 3)
    }

    @Test("no more calls are in flight than allowed", arguments: [1, 5])
    func concurrency(allowed: Int) async throws {
        _ = try await plan(40)
        let supplier = FakeSupplier(.answer) { _ in
            await Task.yield()
            return true
        }

        let made = try await step(supplier, concurrency: allowed).runOnce()

        #expect(made == 40)
        #expect(await supplier.mostAtOnce <= allowed)
        #expect(try await states() == [.issued: 40])
    }

    @Test("after a call without an answer an order of several coupons is called one coupon at a time")
    func splits() async throws {
        let lost = try await plan(1)
        let step = step(FakeSupplier(.loseReplies), policy: IssuePolicy(ambiguous: .hold, attempts: 3))
        _ = try await step.runOnce()
        let big = try await plan(1, quantity: 3, first: 2)
        _ = try await step.runOnce()

        let quantities = try await database.read { db in
            try db.rows("SELECT quantity FROM issue_order").map { try $0.value("quantity", as: Int.self) }
        }
        let first = try await database.read { db in try Coupon.all(db, of: big[0]) }
        #expect(quantities == [1, 1, 1, 1])
        #expect(first.count == 1)
        #expect(try await state(lost[0]) == .unconfirmed)
    }

    @Test("a barcode that another coupon has already makes the order unconfirmed")
    func repeatedBarcode() async throws {
        let orders = try await plan(2)
        let supplier = FakeSupplier(.sameBarcode)

        _ = try await step(supplier).runOnce()

        let states = try await Set([state(orders[0]), state(orders[1])])
        #expect(states == [.issued, .unconfirmed])
    }
}

@Suite("Issuing that stops by itself")
struct IssueBrakeTests {
    @Test("twenty failures in a row stop it, nineteen do not")
    func inARow() {
        let (good, bad) = ([true], [Bool](repeating: false, count: 19))
        #expect(IssueBrake.after(bad + good + bad) == nil)
        #expect(IssueBrake.after([false] + bad + good) == .inARow)
    }

    @Test("one failure in twenty of the last two hundred stops it, fewer do not, and neither does a shorter history")
    func share() {
        let twenty = [false] + [Bool](repeating: true, count: 19)
        let calls = [[Bool]](repeating: twenty, count: 10).flatMap(\.self)
        #expect(IssueBrake.after(calls) == .share(failed: 10))
        #expect(IssueBrake.after(Array(calls.dropFirst()) + [true]) == nil)
        #expect(IssueBrake.after(Array(calls.dropLast())) == nil)
    }

    @Test("a call without an answer leaves one line open; each success opens one more")
    func pace() {
        let pace = IssuePace(most: 3)
        let order = IssueOrder(
            id: .new(), companyID: .new(), campaignID: .new(), pocID: "P", goodsID: "1", quantity: 1,
            unitPrice: Won(1000), state: .calling, everAmbiguous: false, attempts: 1, fence: 1, note: nil)
        func ended(_ outcome: CoufunOutcome<CreatedCoupons>) -> EndedCall {
            EndedCall(call: IssueCall(id: .new(), order: order), reply: CoufunReply(outcome: outcome))
        }
        let success = ended(.done(CreatedCoupons(orderID: "OD1", barcodes: ["1111222233334444"], validUntil: nil)))

        pace.ended([success, ended(.unknown(reason: "timeout"))])
        let after = pace.width
        pace.ended([ended(.notSent(reason: "refused")), success])
        let later = pace.width
        pace.ended([success, success, success])

        #expect(after == 1 && later == 2 && pace.width == 3)
        #expect(!pace.isCautious)
    }
}
