import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("A refusal", .database)
struct ProblemTests {
    @Test("of the API is problem+json with code, words and the request's number")
    func isProblemJSON() async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.get, "/api/v1/nowhere") }

        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "application/problem+json; charset=utf-8")
        #expect(answer.code == "not_found")
        #expect(answer["status"] == "404")
        #expect(answer["detail"]?.isEmpty == false)
        #expect(answer["requestId"] == answer.headers[HTTPField.Name("X-Request-Id")!])
    }

    @Test("of a page is a page with the request's number")
    func isPage() async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.get, "/nowhere") }

        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "text/html")
        #expect(answer.text.contains(answer.headers[HTTPField.Name("X-Request-Id")!] ?? "?"))
    }

    @Test("of a page to somebody who is not signed in leads to the login and back")
    func leadsToLogin() async throws {
        let answer = try await Gatehouse().test { client in
            try await client.call(.get, "/page?q=%EA%B0%80&next=//evil.example")
        }

        #expect((300..<400).contains(answer.status))
        #expect(answer.headers[.location] == "/login?next=/page%3Fq%3D%25EA%25B0%2580%26next%3D//evil.example")
    }

    @Test("of what nobody expected shows nothing of it")
    func hidesTheCause() async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.get, "/api/v1/probe/failure") }

        #expect(answer.status == 500)
        #expect(answer.code == "internal_error")
        #expect(!answer.text.contains("do not show") && !answer.text.contains("ProbeFailure"))
    }

    @Test("while the database is away says when to come again")
    func databaseAway() async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.get, "/api/v1/probe/database") }

        #expect(answer.status == 503)
        #expect(answer.code == "database_unavailable")
        #expect(answer.headers[.retryAfter] == "5")
        #expect(!answer.text.contains("do not show"))
    }

    @Test(
        "of a body names the field",
        arguments: [
            ("{", 400, "invalid_json", nil), ("", 400, "invalid_json", nil), ("[]", 400, "invalid_json", nil),
            ("{}", 422, "validation_failed", "name"), (#"{"name":null}"#, 422, "validation_failed", "name"),
            (#"{"name":7}"#, 422, "validation_failed", "name"),
            (
                #"{"name":"a","recipients":[{"phone":"1"},{"phone":2}]}"#, 422, "validation_failed",
                "recipients[1].phone"
            ),
            (#"{"name":"a","recipients":[{}]}"#, 422, "validation_failed", "recipients[0].phone"),
        ] as [(String, Int, String, String?)])
    func namesTheField(body: String, status: Int, code: String, field: String?) async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.post, "/api/v1/probe/body", body) }

        #expect(answer.status == status)
        #expect(answer.code == code)
        #expect(answer["errors.0.field"] == field)
    }

    @Test(
        "of a body that is not JSON says so",
        arguments: ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
    func refusesOtherMediaTypes(type: String) async throws {
        let answer = try await Gatehouse().test { client in
            try await client.call(.post, "/api/v1/probe/body", #"{"name":"a"}"#, headers: [.contentType: type])
        }

        #expect(answer.status == 415)
        #expect(answer.code == "unsupported_media_type")
    }

    @Test("of a body beyond 1 MB comes before it is read as JSON")
    func refusesLargeBodies() async throws {
        let body = #"{"name":""# + String(repeating: "a", count: 1 << 20) + #""}"#

        let answer = try await Gatehouse().test { client in try await client.call(.post, "/api/v1/probe/body", body) }

        #expect(answer.status == 413)
        #expect(answer.code == "too_large")
    }
}
