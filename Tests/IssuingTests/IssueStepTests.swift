import Accounts
import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support
import TestKit
import Testing

@testable import Issuing

@Suite("Having planned coupons issued", .database)
struct IssueStepTests {
    let database = TestDatabase.current
    let data = TestDatabase.personalData
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let company = Company.ID.new()
    let campaign = CampaignID.new()

    /// Plans `count` orders of one coupon each.
    private func plan(_ count: Int) async throws -> [IssueOrderID] {
        let now = Date()
        let ids = (0..<count).map { _ in IssueOrderID.new(at: now) }
        let plans = ids.map {
            IssuePlan(
                id: $0, companyID: company, campaignID: campaign, pocID: "POC0000001", goodsID: "0000000001",
                quantity: 1,
                unitPrice: Won(4500), dueAt: now)
        }
        let rows = try ids.enumerated().map { index, id in
            let phone = try PhoneNumber("0109000\(String(format: "%04d", index))")
            let coupon = NewCoupon(
                id: Coupon.ID(id.ulid), issueOrderID: id, position: index + 1, name: "홍길동", phone: phone)
            return try coupon.row(company: company, campaign: campaign, at: now, data: data)
        }
        try await database.write { db in
            try NewCoupon.insert(db, rows)
            try IssueOrder.plan(db, plans, at: now)
        }
        return ids
    }

    private func step(_ supplier: FakeSupplier, worker: String = "here:1:a", policy: IssuePolicy? = nil) -> IssueStep {
        IssueStep(
            database: database, supplier: supplier, data: data,
            policy: policy ?? IssuePolicy(ambiguous: .retry, attempts: 3), worker: WorkerIdentity(worker),
            issued: Bell(), logger: logger)
    }

    private func coupon(_ order: IssueOrderID) async throws -> Coupon {
        let coupons = try await database.read { db in try Coupon.all(db, of: order) }
        return try #require(coupons.first)
    }

    private func state(_ order: IssueOrderID) async throws -> IssueOrder.State? {
        try await database.read { db in try IssueOrder.find(db, order)?.state }
    }

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
            for worker in [alive, dead] { _ = try IssueOrder.claimDue(db, worker: worker, at: Date()) }
        }
        let rescue = IssueRescueStep(
            database: database, policy: IssuePolicy(ambiguous: .retry, attempts: 3), longestCallSeconds: 600,
            logger: logger)

        let rescued = try await rescue.runOnce()

        let states = try await [state(orders[0]), state(orders[1])]
        #expect(rescued == 1)
        #expect(states.contains(.calling) && states.contains(.ambiguous))
    }

    @Test("a barcode that another coupon has already makes the order unconfirmed")
    func repeatedBarcode() async throws {
        let orders = try await plan(2)
        let supplier = FakeSupplier(.sameBarcode)

        _ = try await step(supplier).runOnce()
        _ = try await step(supplier).runOnce()

        let states = try await Set([state(orders[0]), state(orders[1])])
        #expect(states == [.issued, .unconfirmed])
    }
}

/// Polls until `holds`; the test fails after five seconds.
func eventually(_ holds: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(5)
    while try await !holds() {
        if ContinuousClock.now > deadline {
            Issue.record("did not become true in five seconds")
            return
        }
        await Task.yield()
    }
}

/// A supplier that behaves as the test says and remembers what it was asked.
actor FakeSupplier: CouponSupplier {
    enum Behaviour: Sendable { case answer, loseReplies, answerLate, sameBarcode, refuse(String) }

    private(set) var calls: [String] = []
    private(set) var witness: [Bool] = []
    private let behaviour: Behaviour
    private let duringCall: (@Sendable (String) async -> Bool)?
    private let gate = AsyncStream<Void>.makeStream()

    init(_ behaviour: Behaviour, duringCall: (@Sendable (String) async -> Bool)? = nil) {
        (self.behaviour, self.duringCall) = (behaviour, duringCall)
    }

    /// Sixteen digits that follow from the TR_ID.
    static func barcode(of trID: String) -> String {
        let number = trID.utf8.reduce(UInt64(7)) { ($0 &* 31 &+ UInt64($1)) % 1_000_000_000_000_000 }
        return "9" + String(repeating: "0", count: 15 - String(number).count) + String(number)
    }

    func releaseLateReplies() { gate.continuation.finish() }

    func create(pocID: String, goodsID: String, count: Int, trID: String) async -> CreateCall {
        let known = calls.contains(trID)
        calls.append(trID)
        if let duringCall { witness.append(await duringCall(trID)) }
        let answer = CoufunReply<CreatedCoupons>(
            outcome: .done(
                CreatedCoupons(orderID: "OD\(calls.count)", barcodes: [Self.barcode(of: trID)], validUntil: nil)))
        switch behaviour {
        case .answer: return CreateCall(reply: answer)
        case .sameBarcode:
            return CreateCall(
                reply: .init(
                    outcome: .done(CreatedCoupons(orderID: "OD1", barcodes: ["9000111122223333"], validUntil: nil))))
        case .refuse(let code):
            return CreateCall(reply: .init(outcome: .refused(CoufunRefusal(code: code, supplierMessage: ""))))
        case .loseReplies:
            return CreateCall(
                reply: known
                    ? .init(outcome: .refused(CoufunRefusal(code: "12", supplierMessage: "")))
                    : .init(outcome: .unknown(reason: "reply lost")))
        case .answerLate:
            let stream = gate.stream
            let late = Task {
                for await _ in stream {}
                return answer
            }
            return CreateCall(reply: .init(outcome: .unknown(reason: "no answer in time")), late: late)
        }
    }
}
