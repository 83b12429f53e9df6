import Accounts
import Audit
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import MariaDB
import OptOuts
import Support
import TestKit
import Testing
import Web

@Suite("Sending a coupon again", .database)
struct ResendAPITests {
    private let reason = #"{"reason":"못 받음"}"#

    @Test("a coupon whose message arrived is sent again: the same coupon, a new attempt, on record")
    func resends() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "delivered")

        let answer = try await resend(store, coupon.id)

        #expect(answer.status == 202)
        #expect(answer["resendCount"] == "1" && answer["resendLimit"] == "5")
        let messages = try await messages(store, coupon.id)
        #expect(messages.map(\.key) == ["\(coupon.id)", "\(coupon.id)R1"])
        #expect(messages.map(\.state) == ["delivered", "composing"])
        #expect(try await issueOrders(store) == 2, "a resend must never issue")
        let records = try await store.house.database.read { db in
            try db.rows("SELECT detail FROM access_record WHERE action = 'coupon.resend'").map {
                try $0.value("detail", as: String.self)
            }
        }
        #expect(records.count == 1 && records[0].contains("못 받음"))
    }

    @Test("what stands in the way is said in words, and nothing is sent")
    func refusals() async throws {
        let cases: [(change: SQL, message: String, words: String)] = [
            ("redemption_state = 'used'", "delivered", "이미 사용한"), ("issue_state = 'cancelled'", "delivered", "취소된"),
            ("redemption_state = 'expired'", "delivered", "유효기간"), ("valid_until = '2020-01-01'", "delivered", "끝난 쿠폰"),
            ("changed_at = changed_at", "pending", "결과를 기다리는"), ("changed_at = changed_at", "queued", "보내는 중"),
            ("issue_state = 'unconfirmed'", "failed", "확인하고 있는"),
        ]
        let store = try await Storefront()
        let id = try #require(store.coupons.first).id
        for (change, message, words) in cases {
            try await store.house.database.write { db in
                try db.execute("DELETE FROM message")
                try db.execute("UPDATE coupon SET redemption_state = 'unused', valid_until = NULL")
            }
            _ = try await sent(store, message)
            try await store.house.database.write { db in
                _ = try db.execute("UPDATE coupon SET \(part: change) WHERE id = \(id)")
            }

            let answer = try await resend(store, id)

            #expect(answer.status == 409 && answer.code == "not_allowed_now")
            #expect(answer["detail"]?.contains(words) == true, "\(words): \(answer.text)")
            #expect(try await messages(store, id).count == 1)
        }
    }

    @Test("from a callback number whose time is over nothing is sent again")
    func expiredCallback() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "delivered")
        try await store.house.database.write { db in
            _ = try db.execute("UPDATE callback_number SET expires_on = '2020-01-01'")
        }

        let answer = try await resend(store, coupon.id)

        #expect(answer.status == 409 && answer["detail"]?.contains("발신번호") == true)
        #expect(try await messages(store, coupon.id).count == 1)
    }

    @Test("a number that has opted out is not written to again")
    func optedOut() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "delivered")
        try await store.house.database.write { db in
            _ = try OptOut.add(
                db, try PhoneNumber("01020000001"), of: coupon.companyID, source: .entered, by: nil,
                TestDatabase.personalData, at: Date())
        }

        let answer = try await resend(store, coupon.id)

        #expect(answer.status == 409)
        #expect(answer["detail"]?.contains("수신거부") == true)
    }

    @Test("the sixth resend is refused")
    func limit() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "failed")
        for count in 1...5 {
            let answer = try await resend(store, coupon.id)
            #expect(answer.status == 202 && answer["resendCount"] == "\(count)")
            try await store.house.database.write { db in
                _ = try db.execute("UPDATE message SET state = 'failed' WHERE coupon_id = \(coupon.id)")
            }
        }

        let sixth = try await resend(store, coupon.id)

        #expect(sixth.status == 409)
        #expect(sixth["detail"]?.contains("5번까지") == true)
    }

    @Test("pressing twice with one Idempotency-Key sends once; a second wish while it is under way is refused")
    func pressedTwice() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "delivered")
        let reason = reason
        let answers = try await store.test { client in
            let token = try await client.token("haneul.kim")
            let headers: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "press-1"]
            let path = "/api/v1/coupons/\(coupon.id)/resend"
            return [
                try await client.call(.post, path, reason, token: token, headers: headers),
                try await client.call(.post, path, reason, token: token, headers: headers),
                try await client.call(.post, path, reason, token: token),
            ]
        }

        #expect(answers.map(\.status) == [202, 202, 409])
        #expect(try await messages(store, coupon.id).count == 2)
    }

    @Test("a reason is needed, and strangers find no coupon")
    func reasonAndTenant() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "delivered")
        let reason = reason
        let answers = try await store.test { client in
            let path = "/api/v1/coupons/\(coupon.id)/resend"
            return [
                try await client.call(.post, path, #"{"reason":"  "}"#, token: try await client.token("haneul.kim")),
                try await client.call(.post, path, reason, token: try await client.token("stranger")),
            ]
        }

        #expect(answers.map(\.status) == [422, 404])
        #expect(answers[0]["errors.0.field"] == "reason")
        #expect(try await messages(store, coupon.id).count == 1)
    }

    @Test("an automatic attempt that waits for its time is begun by a person's resend, not doubled")
    func bringsForward() async throws {
        let store = try await Storefront()
        let coupon = try await sent(store, "composing")
        try await store.house.database.write { db in
            _ = try db.execute(
                "UPDATE message SET cause = 'retry', not_before = NOW(3) + INTERVAL 4 HOUR WHERE coupon_id = \(coupon.id)"
            )
        }

        let answer = try await resend(store, coupon.id)

        let waiting = try await store.house.database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM message WHERE not_before IS NOT NULL")[0].value("n", as: Int.self)
        }
        #expect(answer.status == 202)
        #expect(try await messages(store, coupon.id).count == 1)
        #expect(waiting == 0)
    }

    @Test("the failed deliveries of a campaign are sent again, those that may not be are counted with the reason")
    func retryFailed() async throws {
        let store = try await Storefront()
        for coupon in store.coupons { _ = try await sent(store, "failed", coupon) }
        try await store.house.database.write { db in
            _ = try db.execute("UPDATE coupon SET redemption_state = 'used' WHERE position = 2")
        }
        let path = "/api/v1/campaigns/\(store.campaign.id)/retry-failed"
        let answers = try await store.test { client in
            let token = try await client.token("haneul.kim")
            return [
                try await client.call(.post, path, "{}", token: token),
                try await client.call(.post, path, "{}", token: try await client.token("stranger")),
            ]
        }

        #expect(answers.map(\.status) == [200, 404])
        #expect(answers[0]["resent"] == "1" && answers[0]["skipped"] == "1")
        #expect(answers[0]["reasons.0.reason"]?.contains("이미 사용한") == true)
    }

    @Test("without failures there is nothing to send again")
    func nothingFailed() async throws {
        let store = try await Storefront()
        let path = "/api/v1/campaigns/\(store.campaign.id)/retry-failed"
        let answer = try await store.test { client in
            try await client.call(.post, path, "{}", token: try await client.token("haneul.kim"))
        }

        #expect(answer.status == 409 && answer.code == "not_allowed_now")
    }

    // MARK: Doing

    private func resend(_ store: Storefront, _ id: Coupon.ID) async throws -> Answer {
        let reason = reason
        return try await store.test { client in
            try await client.call(
                .post, "/api/v1/coupons/\(id)/resend", reason, token: try await client.token("haneul.kim"))
        }
    }

    /// An issued coupon with one message in `state`.
    private func sent(_ store: Storefront, _ state: String, _ coupon: Coupon? = nil) async throws -> Coupon {
        let coupon = try #require(coupon ?? store.coupons.first)
        let message = MessageID.new()
        let delivery = ["composing": "waiting"][state] ?? state
        try await store.house.database.write { db in
            try db.execute(
                """
                INSERT INTO message (id, company_id, campaign_id, coupon_id, attempt, client_key, state, handed_over_at,
                    created_at)
                VALUES (\(message), \(coupon.companyID), \(coupon.campaignID), \(coupon.id), 0, \("\(coupon.id)"),
                    \(state), NOW(3), NOW(3))
                """)
            try db.execute(
                """
                UPDATE coupon SET issue_state = 'issued', delivery_state = \(delivery), message_id = \(message)
                WHERE id = \(coupon.id)
                """)
        }
        return coupon
    }

    private func messages(_ store: Storefront, _ id: Coupon.ID) async throws -> [(key: String, state: String)] {
        let pairs = try await store.house.database.read { db in
            try db.rows("SELECT client_key, state FROM message WHERE coupon_id = \(id) ORDER BY attempt").map {
                [try $0.value("client_key", as: String.self), try $0.value("state", as: String.self)]
            }
        }
        return pairs.map { ($0[0], $0[1]) }
    }

    private func issueOrders(_ store: Storefront) async throws -> Int {
        try await store.house.database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM issue_order")[0].value("n", as: Int.self)
        }
    }
}
