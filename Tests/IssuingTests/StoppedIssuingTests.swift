import Accounts
import Coufun
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import TestKit
import Testing

@testable import Issuing

@Suite("Issuing that must not go on, or goes on at once", .database)
struct StoppedIssuingTests: IssuingBenchTests {
    let place = IssuingPlace()

    @Test(
        "nothing is called for a campaign that was stopped; what is left of it is taken back and keeps nobody waiting")
    func stopped() async throws {
        _ = try await plan(6)
        let campaign = campaign
        try await database.write { db in
            try db.execute("UPDATE campaign SET state = 'stopped' WHERE id = \(campaign)")
        }
        let supplier = FakeSupplier(.answer)

        _ = try await step(supplier, concurrency: 2).runOnce()

        #expect(await supplier.calls.isEmpty)
        #expect(try await states() == [.failed: 6])
        let coupons = try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), in: .all, offset: 0, limit: 10).coupons
        }
        #expect(coupons.allSatisfy { $0.issue == .cancelled && $0.delivery == .withdrawn })
    }

    @Test("a claim that has begun keeps a stop waiting, so that the stop finds it")
    func claimBeforeStop() async throws {
        _ = try await plan(1)
        let (campaign, database) = (campaign, database)
        let claimed = try await database.write { db in
            let claimed = try IssueOrder.claimDue(db, worker: WorkerIdentity("here:1:a"), limit: 1, at: Date())
            Task {
                try await database.write { db in
                    try db.execute("UPDATE campaign SET state = 'stopped' WHERE id = \(campaign)")
                }
            }
            let isWaiting = try LockWait.begins(db)
            #expect(isWaiting)
            return claimed
        }

        #expect(claimed.count == 1)
        try await eventually {
            try await database.read { db in
                try db.rows("SELECT state FROM campaign")[0].value("state", as: String.self) == "stopped"
            }
        }
    }

    @Test("a claim that comes while a stop commits waits for it, and claims nothing")
    func stopBeforeClaim() async throws {
        let order = try await plan(1)[0]
        let (campaign, database) = (campaign, database)
        let claiming = try await database.write { db in
            _ = try db.rows("SELECT id FROM campaign WHERE id = \(campaign) FOR UPDATE")
            let claiming = Task {
                try await database.write { db in
                    try IssueOrder.claimDue(db, worker: WorkerIdentity("here:1:a"), limit: 1, at: Date())
                }
            }
            let isWaiting = try LockWait.begins(db)
            #expect(isWaiting)
            try Hold(.campaign, campaign.ulid, halts: .all, cause: .stop, reason: "").place(db)
            return claiming
        }

        #expect(try await claiming.value.isEmpty)
        #expect(try await state(order) == .failed)
    }

    @Test("what was claimed in a COMMIT that nobody confirmed is called at once by the turn itself")
    func interruptedCommit() async throws {
        let order = try await plan(1)[0]
        let (proxied, proxy) = try CuttingProxy.before(database)
        try await proxied.ping()
        let supplier = FakeSupplier(.answer)
        proxy.cut(at: "COMMIT", .afterReply)

        let made = try await step(supplier, on: proxied).runOnce()

        #expect(made == 1)
        #expect(try await state(order) == .issued)
        #expect(await supplier.calls == ["\(order)"])
    }

    @Test("what was claimed without knowing it goes back with the next turn, and is called for once")
    func unknownClaim() async throws {
        let order = try await plan(1)[0]
        let (proxied, proxy) = try CuttingProxy.before(database)
        try await proxied.ping()
        let supplier = FakeSupplier(.answer)
        let step = step(supplier, on: proxied)
        proxy.cut(at: "COMMIT", .afterReply, isLast: true)

        await #expect(throws: MariaDBError.self) { try await step.runOnce() }
        let between = try await state(order)
        proxy.letThrough()
        let made = try await step.runOnce()

        #expect(between == .calling)
        #expect(made == 1)
        #expect(try await state(order) == .issued)
        #expect(await supplier.calls == ["\(order)"])
        let attempts = try await database.read { db in try IssueOrder.find(db, order)?.attempts }
        #expect(attempts == 1)
    }

    @Test("calls that ended with our own process, and what COUFUN says of them afterwards, brake nothing")
    func ownDeaths() async throws {
        let orders = try await plan(30)
        let campaign = campaign
        // Each order: a call whose process died, then the answer that its TR_ID is known.
        try await database.write { db in
            for order in orders {
                for (attempt, outcome, code) in [(1, nil, nil), (2, "refused", "12")] as [(Int, String?, String?)] {
                    try db.execute(
                        """
                        INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at,
                            ended_at, outcome, code)
                        VALUES (\(SupplierCall.ID.new()), \(order), \(order), 'create', \(attempt), '', NOW(3),
                            \(outcome == nil ? nil : Date()), \(outcome), \(code))
                        """)
                }
            }
        }

        let outcomes = try await database.read { db in
            try SupplierCall.lastOutcomes(db, of: campaign, since: .distantPast, limit: 200)
        }

        #expect(outcomes.isEmpty)
    }

    @Test("a call that a stopping process cut off is told as that, and is no failure of COUFUN")
    func cutOff() throws {
        let order = IssueOrder(
            id: .new(), companyID: company, campaignID: campaign, pocID: "P", goodsID: "1", quantity: 1,
            unitPrice: Won(1000), state: .calling, everAmbiguous: false, attempts: 1, fence: 1, note: nil)
        let end = try CallEnd(
            EndedCall(
                call: IssueCall(id: .new(), order: order),
                reply: .init(outcome: .unknown(reason: "cancelled"), wasCutOffByUs: true)), data)

        #expect(end.outcome == "cut_off" && !end.isFailure)
    }

    @Test("orders that cannot be called for are told after five minutes, and no more when they move")
    func watch() async throws {
        let orders = try await plan(2)
        let start = Date()
        let clock = Clock(start)
        let watch = IssueWatchStep(database: database, now: { clock.now })
        // Put off again and again, as after a connection that was refused.
        try await database.write { db in
            try db.execute("UPDATE issue_order SET due_at = \(start.addingTimeInterval(420))")
        }

        _ = try await watch.runOnce()
        let atOnce = try await alerts(.supplier)
        clock.now = start.addingTimeInterval(400)
        _ = try await watch.runOnce()
        _ = try await watch.runOnce()
        let later = try await alerts(.supplier)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at, outcome)
                VALUES (\(SupplierCall.ID.new(at: clock.now)), \(orders[0]), \(orders[0]), 'create', 1, '', NOW(3), 'done')
                """)
        }
        _ = try await watch.runOnce()

        #expect(atOnce.isEmpty)
        #expect(later.map(\.subject) == ["issuing"] && later.first?.times == 1)
        #expect(later.first?.text.contains("2건") == true)
        #expect(try await alerts(.supplier).isEmpty)
    }

    @Test("what is held, or was let go a moment ago, is nobody's fault")
    func watchHeld() async throws {
        _ = try await plan(1)
        let (start, campaign) = (Date(), campaign)
        let clock = Clock(start)
        let watch = IssueWatchStep(database: database, now: { clock.now })
        let hold = Hold(.campaign, campaign.ulid, halts: .issuing, cause: .person, reason: "")
        try await database.write { db in try hold.place(db) }
        clock.now = start.addingTimeInterval(400)

        _ = try await watch.runOnce()
        let held = try await alerts(.supplier)
        try await database.write { db in try Hold.lift(db, .campaign, campaign.ulid, at: clock.now) }
        _ = try await watch.runOnce()

        #expect(held.isEmpty)
        #expect(try await alerts(.supplier).isEmpty)
    }
}
