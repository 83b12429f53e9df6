import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("What people and programs enter into requests", .database)
struct EnteredRequestTests {
    private let key = HTTPField.Name("Idempotency-Key")!

    @Test("a control character in any text of a body is refused with field, place and name")
    func refusesControls() async throws {
        let answers = try await Gatehouse().test { client in
            [
                try await client.call(.post, "/api/v1/probe/body", #"{"name":"감사\u0000"}"#),
                try await client.call(
                    .post, "/api/v1/probe/body", #"{"name":"감사","recipients":[{"phone":"010\u001b"}]}"#),
                try await client.call(.post, "/api/v1/probe/body", #"{"name":"줄\r\n바꿈\t"}"#),
            ]
        }

        #expect(answers.map(\.status) == [422, 422, 200])
        #expect(answers[0]["errors.0.field"] == "name")
        #expect(answers[0]["errors.0.message"]?.contains("3번째 글자") == true)
        #expect(answers[0]["errors.0.message"]?.contains("NUL") == true)
        #expect(answers[1]["errors.0.field"] == "recipients[0].phone")
    }

    @Test("syllables that a Mac took apart reach no handler", arguments: [false, true])
    func composes(escaped: Bool) async throws {
        let apart = escaped ? #"\u1100\u1161"# : "\u{1100}\u{1161}"
        let answer = try await Gatehouse().test { client in
            try await client.call(.post, "/api/v1/probe/body", #"{"name":"\#(apart)사"}"#)
        }

        #expect(Array(answer.text.unicodeScalars) == Array("가사".unicodeScalars))
    }

    @Test("a password is taken as it is")
    func takesPasswords() async throws {
        let answer = try await Gatehouse().test { client in try await client.logIn("haneul.kim", #"\u0001-wrong"#) }

        #expect(answer.code == "invalid_credentials")
    }

    @Test(
        "a blank of a search is %20 or +",
        arguments: ["겨울%20감사", "겨울+감사", "%EA%B2%A8%EC%9A%B8+%EA%B0%90%EC%82%AC", "++겨울++감사+"])
    func readsBlanks(query: String) async throws {
        let apart = query.decomposedStringWithCanonicalMapping.addingPercentEncoding(
            withAllowedCharacters: CharacterSet(charactersIn: "+%").union(.alphanumerics))
        let totals = try await Storefront().test { client in
            let token = try await client.token("haneul.kim")
            return [
                try await client.call(.get, "/api/v1/campaigns?q=\(query)", token: token)["total"],
                try await client.call(.get, "/api/v1/campaigns?event=\(apart ?? "")", token: token)["total"],
            ]
        }

        #expect(totals == ["1", "1"])
    }

    @Test("a search does not take one emoji for another")
    func tellsEmojiApart() async throws {
        let shop = try await Storefront()
        let totals = try await shop.test { client in
            let token = try await client.token("haneul.kim")
            var totals: [String?] = []
            for sign in ["🍁", "🎄", "감사 <이"] {
                let query = sign.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                totals.append(try await client.call(.get, "/api/v1/campaigns?q=\(query)", token: token)["total"])
            }
            return totals
        }

        #expect(totals == ["0", "0", "1"])
    }

    @Test(
        "every way of writing a number finds the coupon, in the API and on the page",
        arguments: [
            "\u{202A}010-2000-0001\u{202C}", "\u{2068}010-2000-0001\u{2069}", "1020000001", "10-2000-0001",
            "0082 10-2000-0001", "010ㅡ2000ㅡ0001", "2000-0001", "\u{200E}0001", "０１０－２０００－０００１",
        ])
    func findsCoupons(typed: String) async throws {
        let shop = try await Storefront()
        let (answer, page) = try await shop.test { client in
            let token = try await client.token("haneul.kim")
            let query = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return (
                try await client.call(.get, "/api/v1/coupons?q=\(query)", token: token),
                try await client.search(typed, for: "haneul.kim")
            )
        }

        #expect(answer["total"] == "1")
        #expect(page.headers[.location] == "/coupons/\(shop.coupons[0].id)")
    }

    @Test(
        "a time that does not exist is refused, and sending now is not said by an empty one",
        arguments: ["", " ", "2026-11-31T10:00:00+09:00", "2026-12-01T24:00:00+09:00", "2026-12-01T10:00:60+09:00"])
    func refusesTimes(time: String) async throws {
        let shop = try await Storefront()
        let answer = try await shop.test { client in
            try await client.call(
                .post, "/api/v1/campaigns",
                """
                {"eventName":"가을","goodsId":"0000001301","purpose":"information","title":"제목","message":"내용",
                 "callbackNumber":"0269569621","scheduledAt":"\(time)","recipients":[{"phone":"01012345678"}],"confirmCount":1}
                """, token: try await client.token("haneul.kim"))
        }

        #expect(answer.status == 422)
        #expect(answer["errors.0.field"] == "scheduledAt")
    }
}
