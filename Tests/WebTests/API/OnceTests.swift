import Accounts
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import Support
import TestKit
import Testing
import Web

@Suite("Asking once with an Idempotency-Key", .database)
struct OnceTests {
    private let key = HTTPField.Name("Idempotency-Key")!
    private let replayed = HTTPField.Name("Idempotency-Replayed")!

    @Test("every route that the document gives a key looks at it")
    func looksAtKeys() async throws {
        let shop = try await Storefront()
        let paths = try Self.documented()
        let bodies = Self.bodies(company: "\(shop.house.company.id)", campaign: "\(shop.campaign.id)")
        #expect(Set(paths) == Set(bodies.keys))

        let key = key
        let codes = try await shop.test { client in
            let (boss, member) = (try await client.token("boss"), try await client.token("haneul.kim"))
            var codes: [String: String?] = [:]
            for path in paths {
                let id = path.contains("coupons") ? "\(shop.coupons[0].id)" : "\(shop.campaign.id)"
                codes[path] = try await client.call(
                    .post, "/api/v1" + path.replacing("{id}", with: id), bodies[path] ?? "",
                    token: path.hasPrefix("/admin") ? boss : member, headers: [key: "two words"]
                ).code
            }
            return codes
        }

        for (path, code) in codes { #expect(code == "invalid_idempotency_key", "\(path)") }
    }

    @Test(
        "a body means the same in another order, with other white space, numbers written otherwise and nulls for what is not there"
    )
    func comparesMeaning() async throws {
        let (key, replayed) = (key, replayed)
        let apart = "멈춤".decomposedStringWithCanonicalMapping
        let answers = try await Storefront().test { client in
            let token = try await client.token("haneul.kim")
            let draft =
                #""goodsId":"0000001301","purpose":"information","title":"멈춤","message":"내용","callbackNumber":"0269569621""#
            var answers: [Answer] = []
            for body in [
                #"{"eventName":"멈춤",\#(draft),"recipients":[{"phone":"01012345678","quantity":1}],"confirmCount":1}"#,
                #" {"confirmCount":1.0, "recipients":[ {"quantity":1e0,"phone":"01012345678"} ],\#(draft),"eventName":"\#(apart)","scheduledAt":null}"#,
                #"{"eventName":"\uBA48\uCDA4",\#(draft),"recipients":[{"phone":"01012345678","quantity":1}],"confirmCount":1}"#,
                #"{"eventName":"멈춤",\#(draft),"recipients":[{"phone":"01012345679","quantity":1}],"confirmCount":1}"#,
            ] {
                answers.append(
                    try await client.call(.post, "/api/v1/campaigns", body, token: token, headers: [key: "one"]))
            }
            return answers
        }

        #expect(answers.map(\.status) == [202, 202, 202, 422])
        #expect(answers[1]["id"] == answers[0]["id"] && answers[2]["id"] == answers[0]["id"])
        #expect(answers[1].headers[replayed] == "true" && answers[2].headers[replayed] == "true")
        #expect(answers[3].code == "idempotency_key_reused")
    }

    @Test("pausing, resuming and stopping are done once and answered twice", arguments: ["pause", "resume", "stop"])
    func controls(act: String) async throws {
        let (key, replayed) = (key, replayed)
        let shop = try await Storefront()
        let answers = try await shop.test { client in
            let token = try await client.token("haneul.kim")
            let path = "/api/v1/campaigns/\(shop.campaign.id)"
            if act == "resume" { _ = try await client.call(.post, "\(path)/pause", "{}", token: token) }
            var answers: [Answer] = []
            for (name, body) in [("a", #"{"reason":"점검"}"#), ("a", #"{ "reason": "점검" }"#), ("a", #"{"reason":"다른"}"#)]
            {
                answers.append(
                    try await client.call(.post, "\(path)/\(act)", body, token: token, headers: [key: name]))
            }
            return answers
        }

        #expect(answers.map(\.status) == [200, 200, 422])
        #expect(answers[0].text == answers[1].text)
        #expect(answers[1].headers[replayed] == "true")
    }

    @Test("what was refused keeps no key: asked again it is looked at again")
    func releasesKeys() async throws {
        let key = key
        let shop = try await Storefront()
        let answers = try await shop.test { client in
            let token = try await client.token("haneul.kim")
            let path = "/api/v1/campaigns/\(shop.campaign.id)"
            let early = try await client.call(.post, "\(path)/resume", "{}", token: token, headers: [key: "r"])
            _ = try await client.call(.post, "\(path)/pause", "{}", token: token, headers: [key: "p"])
            let late = try await client.call(.post, "\(path)/resume", "{}", token: token, headers: [key: "r"])
            return [early, late]
        }

        #expect(answers.map(\.status) == [409, 200])
    }

    @Test("issuing again is asked once: the same key with another campaign is refused")
    func reissues() async throws {
        let (key, replayed) = (key, replayed)
        let shop = try await Storefront()
        let answers = try await shop.test { client in
            let token = try await client.token("boss")
            var answers: [Answer] = []
            for campaign in ["\(shop.campaign.id)", "\(shop.campaign.id)", "\(CampaignID.new())"] {
                answers.append(
                    try await client.call(
                        .post, "/api/v1/admin/issue-orders/retry", #"{"campaignId":"\#(campaign)"}"#, token: token,
                        headers: [key: "again"]))
            }
            return answers
        }

        #expect(answers[1].headers[replayed] == "true" && answers[1].text == answers[0].text)
        #expect(answers[2].code == "idempotency_key_reused")
    }

    @Test("the same campaign a moment ago is refused with its id")
    func refusesTwins() async throws {
        let body = """
            {"eventName":"가을","goodsId":"0000001301","purpose":"information","title":"제목","message":"내용",
             "callbackNumber":"0269569621","recipients":[{"phone":"01012345678"}],"confirmCount":1
            """
        let answers = try await Storefront().test { client in
            let token = try await client.token("haneul.kim")
            var answers: [Answer] = []
            for more in ["}", "}", #","sendAgain":true}"#] {
                answers.append(try await client.call(.post, "/api/v1/campaigns", body + more, token: token))
            }
            return answers
        }

        #expect(answers.map(\.status) == [202, 409, 202])
        #expect(answers[1].code == "sent_moments_ago")
        #expect(answers[1]["campaignId"] == answers[0]["id"])
    }

    /// Paths of the document whose POST lists the header.
    private static func documented() throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "openapi.yaml"), encoding: .utf8)
        var (path, isPost, found): (String, Bool, [String]) = ("", false, [])
        for line in text.split(separator: "\n") {
            if line.hasPrefix("  /") { path = String(line.dropFirst(2).dropLast()) }
            if line.hasPrefix("    "), !line.hasPrefix("     ") { isPost = line == "    post:" }
            if isPost, line.hasPrefix("      parameters:"), line.contains("IdempotencyKey") { found.append(path) }
        }
        return found
    }

    /// A body for each of them that can be read.
    private static func bodies(company: String, campaign: String) -> [String: String] {
        let letter = #""goodsId":"0000001301","title":"제목","message":"내용","callbackNumber":"0269569621""#
        return [
            "/admin/companies": #"{"name":"새 고객사","pocId":"POC0000009"}"#,
            "/admin/callback-numbers": #"{"companyId":"\#(company)","number":"02-111-2222"}"#,
            "/admin/templates":
                ##"{"name":"새 카드","layout":{"width":640,"height":960,"background":{"paint":"#FFFFFF"},"elements":[]}}"##,
            "/admin/users": #"{"companyId":"\#(company)","loginId":"new.one","name":"김새봄","role":"member"}"#,
            "/admin/issue-orders/retry": #"{"campaignId":"\#(campaign)"}"#,
            "/admin/issue-orders/{id}/resolve": #"{"outcome":"not-issued","evidence":"담당자 메일 회신"}"#,
            "/campaigns/test-send": #"{\#(letter),"phone":"01012345678"}"#,
            "/campaigns/{id}/test-send": #"{"phone":"01012345678"}"#,
            "/campaigns":
                #"{"eventName":"가을","purpose":"information",\#(letter),"recipients":[{"phone":"01012345678"}],"confirmCount":1}"#,
            "/campaigns/{id}/reschedule": #"{"scheduledAt":"2030-01-01T10:00:00+09:00"}"#,
            "/campaigns/{id}/retry-failed": "{}", "/campaigns/{id}/pause": "{}", "/campaigns/{id}/resume": "{}",
            "/campaigns/{id}/stop": "{}", "/coupons/{id}/resend": #"{"reason":"못 받음"}"#,
            "/coupons/{id}/cancel": #"{"reason":"고객 요청"}"#,
        ]
    }
}
