import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("A JSON body", .database)
struct JSONBodyTests {
    /// As it was sent to hold the program up: one letter and 160 KB of marks.
    private static let pile = "a" + String(repeating: "\u{301}", count: 80_000)

    @Test("of a login is refused unread when it is longer than any login")
    func limitsLogins() async throws {
        let pile = Self.pile
        let answers = try await Gatehouse().test { client in
            [
                try await client.logIn("haneul.kim", pile), try await client.logIn(pile),
                try await client.logIn("haneul.kim", String(repeating: "x", count: 4096)),
                try await client.logIn("haneul.kim", String(repeating: "x", count: 3900)),
            ]
        }

        #expect(answers.map(\.status) == [413, 413, 413, 401])
        #expect(answers[0].code == "too_large")
    }

    @Test(
        "of a form is refused unread when it is longer than any form",
        arguments: ["password", "user", "company", "number"])
    func limitsForms(form: String) async throws {
        let pile = Self.pile
        let answer = try await Gatehouse().test { client in
            let token = try await client.token("boss")
            let (path, body) =
                switch form {
                case "password": ("auth/password", #"{"currentPassword":"\#(pile)","newPassword":"x"}"#)
                case "user": ("admin/users", #"{"companyId":"x","loginId":"x","name":"\#(pile)","role":"member"}"#)
                case "company": ("admin/companies", #"{"name":"\#(pile)","pocId":"x"}"#)
                default: ("admin/callback-numbers", #"{"companyId":"x","number":"\#(pile)"}"#)
                }
            return try await client.call(.post, "/api/v1/\(path)", body, token: token)
        }

        #expect(answer.status == 413 && answer.code == "too_large")
    }

    @Test(
        "with a pile of marks on one letter is refused before it is decoded",
        arguments: [
            #"{"name":"\#(pile)"}"#, #"{"\#(pile)":1,"name":"x"}"#,
            #"{"name":"\#(String(repeating: #"\u0301"#, count: 31))"}"#,
            #"{"name":"\#(String(repeating: #"\ud834\udd65"#, count: 31))"}"#,
            #"{"name":"x","other":["\#(String(repeating: "\u{1E8D0}", count: 31))"]}"#,
        ])
    func refusesPiles(body: String) async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.post, "/api/v1/probe/body", body) }

        #expect(answer.status == 400 && answer.code == "invalid_json")
        #expect(answer["detail"]?.contains("결합 부호") == true)
    }

    @Test("with a key longer than any of ours is refused")
    func refusesLongKeys() async throws {
        let key = String(repeating: "k", count: 300)
        let answers = try await Gatehouse().test { client in
            [
                try await client.call(.post, "/api/v1/probe/body", #"{"\#(key)" : 1,"name":"x"}"#),
                try await client.call(.post, "/api/v1/probe/body", #"{"name":"\#(key)"}"#),
            ]
        }

        #expect(answers.map(\.status) == [400, 200])
        #expect(answers[0].code == "invalid_json")
    }

    @Test(
        "with what people write is read as it came",
        arguments: [
            ("홍길동", "홍길동"), (#"\ud64d\uae38\ub3d9 \"별\"\\"#, #"홍길동 "별"\"#), (#"\ud83c\udf81"#, "🎁"),
            ("cafe\u{301}", "cafe\u{301}"),
        ])
    func readsOrdinaryText(written: String, read: String) async throws {
        let answer = try await Gatehouse().test { client in
            try await client.call(.post, "/api/v1/probe/body", #"{"name":"\#(written)"}"#)
        }

        #expect(answer.status == 200 && answer.text == read)
    }

    @Test(
        "that is broken anywhere is refused, not read beyond its end",
        arguments: [#"{"name":"\u00"#, #"{"name":"\"#, #"{"name":"\ud834\u"#, "\"", #"{"name":"#])
    func refusesBrokenText(body: String) async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.post, "/api/v1/probe/body", body) }

        #expect(answer.status == 400 && answer.code == "invalid_json")
    }
}
