import Accounts
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import Issuing
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import Web

@Suite("Asking a stopped campaign for more", .database)
struct StoppedCampaignAPITests {
    /// Both coupons as an order that COUFUN refused leaves them.
    private func fail(_ store: Storefront) async throws {
        let orders = store.coupons.map(\.issueOrderID)
        try await store.house.database.write { db in
            try db.execute("UPDATE issue_order SET state = 'failed' WHERE id IN (\(list: orders))")
            try Coupon.setIssue(db, of: orders, to: .failed, note: nil, at: Date())
        }
    }

    private func retry(_ store: Storefront) async throws -> Answer {
        let body = #"{"campaignId":"\#(store.campaign.id)"}"#
        return try await store.test { client in
            try await client.call(
                .post, "/api/v1/admin/issue-orders/retry", body, token: try await client.token("boss"))
        }
    }

    private func stop(_ store: Storefront) async throws {
        let path = "/api/v1/campaigns/\(store.campaign.id)/stop"
        let answer = try await store.test { client in
            try await client.call(.post, path, "{}", token: try await client.token("haneul.kim"))
        }
        #expect(answer.status == 200)
    }

    private func takeBack(_ store: Storefront) async throws {
        let step = StopStep(database: store.house.database, withdrawHandedOver: { _ in 0 })
        while try await step.runOnce() > 0 {}
    }

    private func orders(_ store: Storefront) async throws -> [String: Int] {
        let campaign = store.campaign.id
        return try await store.house.database.read { db in
            try db.rows("SELECT state, COUNT(*) AS n FROM issue_order WHERE campaign_id = \(campaign) GROUP BY state")
                .reduce(into: [:]) { try $0[$1.value("state")] = try $1.value("n", as: Int.self) }
        }
    }

    @Test("failed coupons are issued anew while it runs, and not once it is stopped, however far the stop has got")
    func retryFailed() async throws {
        let running = try await Storefront()
        try await fail(running)
        let allowed = try await retry(running)
        try await fail(running)
        // The stop has to have something to stop.
        try await running.house.database.write { db in
            try db.execute("UPDATE issue_order SET state = 'planned' WHERE state = 'failed' ORDER BY id DESC LIMIT 1")
            try db.execute(
                """
                UPDATE coupon JOIN issue_order ON issue_order.id = coupon.issue_order_id AND issue_order.state = 'planned'
                SET coupon.issue_state = 'waiting'
                """)
        }
        try await stop(running)
        let stopping = try await retry(running)
        try await takeBack(running)
        let stopped = try await retry(running)

        #expect(allowed.status == 200 && allowed["coupons"] == "2")
        #expect(stopping.status == 409 && stopping.code == "not_allowed_now")
        #expect(stopped.status == 409 && stopped["detail"]?.contains("중지한 발송") == true)
        #expect(try await orders(running)["planned"] == nil)
        let listed = try await running.test { client in
            try await client.call(
                .get, "/api/v1/admin/issue-orders?state=failed", token: try await client.token("boss"))
        }
        #expect(listed["total"] == "0", "nobody has anything to do about them")
    }

    @Test("a retry that has begun when the stop comes is taken back by it")
    func retryBeforeStop() async throws {
        let store = try await Storefront()
        try await failOne(store)
        let (database, campaign) = (store.house.database, store.campaign.id)
        let stopping = try await database.write { db in
            #expect(try CampaignGate.enter(db, [campaign.ulid]).isOpen(campaign.ulid))
            let stopping = Task { try await stop(store) }
            let isWaiting = try LockWait.begins(db)
            #expect(isWaiting)
            #expect(try IssueOrder.replaceFailed(db, of: campaign, at: Date()) == 1)
            return stopping
        }
        try await stopping.value
        try await takeBack(store)

        #expect(try await orders(store) == ["failed": 3])
        let coupons = try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), in: .all, offset: 0, limit: 10).coupons
        }
        #expect(coupons.allSatisfy { $0.issue == .cancelled })
    }

    @Test("a retry that comes while the stop commits waits for it, and plans nothing")
    func stopBeforeRetry() async throws {
        let store = try await Storefront()
        try await failOne(store)
        let (database, campaign) = (store.house.database, store.campaign.id)
        let retrying = try await database.write { db in
            _ = try db.rows("SELECT id FROM campaign WHERE id = \(campaign) FOR UPDATE")
            let retrying = Task { try await retry(store) }
            let isWaiting = try LockWait.begins(db)
            #expect(isWaiting)
            try Hold(.campaign, campaign.ulid, halts: .all, cause: .stop, reason: "").place(db)
            return retrying
        }

        #expect(try await retrying.value.status == 409)
        #expect(try await orders(store) == ["failed": 1, "planned": 1])
    }

    private func failOne(_ store: Storefront) async throws {
        let order = store.coupons[0].issueOrderID
        try await store.house.database.write { db in
            try db.execute("UPDATE issue_order SET state = 'failed' WHERE id = \(order)")
            try Coupon.setIssue(db, of: [order], to: .failed, note: nil, at: Date())
        }
    }

    @Test("a coupon of it is not sent again")
    func resend() async throws {
        let store = try await Storefront()
        let coupon = store.coupons[0]
        try await store.house.database.write { db in
            try db.execute("UPDATE coupon SET issue_state = 'issued', delivery_state = 'delivered'")
            try db.execute("UPDATE campaign SET state = 'stopped'")
        }

        let answer = try await store.test { client in
            try await client.call(
                .post, "/api/v1/coupons/\(coupon.id)/resend", #"{"reason":"못 받음"}"#,
                token: try await client.token("haneul.kim"))
        }

        #expect(answer.status == 409 && answer["detail"]?.contains("중지한 발송") == true)
    }
}
