import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("The admin API of the accounts", .database)
struct AdminAPITests {
    private let key = HTTPField.Name("Idempotency-Key")!

    /// Every route under `/admin`, with an id that names nothing.
    private static let routes: [(HTTPRequest.Method, String)] = {
        let id = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
        return [
            (.get, "companies"), (.post, "companies"), (.get, "companies/\(id)"), (.patch, "companies/\(id)"),
            (.get, "callback-numbers"), (.post, "callback-numbers"), (.patch, "callback-numbers/\(id)"),
            (.delete, "callback-numbers/\(id)"), (.get, "users"), (.post, "users"), (.get, "users/\(id)"),
            (.patch, "users/\(id)"), (.delete, "users/\(id)"), (.post, "users/\(id)/approve"),
            (.post, "users/\(id)/unlock"), (.post, "users/\(id)/reset-password"), (.get, "logins"), (.get, "audit"),
        ]
    }()

    @Test("is closed to members and to nobody's requests, whatever the body")
    func isForAdministrators() async throws {
        let house = try await Gatehouse()
        let answers = try await house.test { client in
            let token = try await client.token("haneul.kim")
            var answers: [(Answer, Answer)] = []
            for (method, path) in Self.routes {
                answers.append(
                    (
                        try await client.call(method, "/api/v1/admin/\(path)", "{}", token: token),
                        try await client.call(method, "/api/v1/admin/\(path)", "{}")
                    ))
            }
            return answers
        }

        #expect(answers.allSatisfy { $0.0.status == 403 && $0.0.code == "forbidden" })
        #expect(answers.allSatisfy { $0.1.status == 401 && $0.1.code == "unauthorized" })
        // A route added to the API has to be added above.
        let known = Set(Self.routes.map { "\($0) \($1.replacing("01ARZ3NDEKTSV4RRFFQ69G5FAV", with: "{id}"))" })
        let built = house.router.routes.filter { $0.method != .head && $0.path.description.contains("/admin/") }
            .map {
                "\($0.method) \($0.path.description.replacing("/api/v1/admin/", with: "").replacing(":id", with: "{id}"))"
            }
        #expect(Set(built) == known)
    }

    @Test("every route stands in openapi.yaml")
    func isDescribed() async throws {
        let yaml = try String(contentsOf: packageRoot.appending(path: "openapi.yaml"), encoding: .utf8)
        let described = Self.described(yaml)
        let house = try await Gatehouse()

        let built = house.router.routes.filter { $0.method != .head && !$0.path.description.contains("probe") }
            .compactMap { endpoint -> String? in
                let path = endpoint.path.description
                guard path.hasPrefix("/api/v1/") else { return nil }
                return "\(endpoint.method.rawValue.lowercased()) \(path.dropFirst(7).replacing(":id", with: "{id}"))"
            }

        #expect(Set(built).subtracting(described).isEmpty)
    }

    /// `get /admin/users`, by the indentation of paths and methods.
    private static func described(_ yaml: String) -> Set<String> {
        var found: Set<String> = []
        var path = ""
        for line in yaml.split(separator: "\n") {
            if line.hasPrefix("  /") { path = String(line.dropFirst(2).prefix { $0 != ":" }) }
            for method in ["get", "post", "patch", "put", "delete"] where line == "    \(method):" {
                found.insert("\(method) \(path)")
            }
        }
        return found
    }

    @Test("a company is made, listed, changed")
    func companies() async throws {
        let answers = try await Gatehouse().test { client in
            let token = try await client.token("boss")
            let made = try await client.call(
                .post, "/api/v1/admin/companies", #"{"name":"라마바","pocId":"POC2"}"#, token: token)
            let path = "/api/v1/admin/companies/\(made["id"] ?? "")"
            return [
                made, try await client.call(.get, "/api/v1/admin/companies?q=라마&sort=-name&size=1", token: token),
                try await client.call(.patch, path, #"{"name":"사아자"}"#, token: token),
                try await client.call(.get, path, token: token),
                try await client.call(
                    .post, "/api/v1/admin/companies", #"{"name":"사아자","pocId":"POC2"}"#, token: token),
                try await client.call(
                    .post, "/api/v1/admin/companies", #"{"name":"","pocId":"POC-2"}"#, token: token),
            ]
        }

        #expect(answers.map(\.status) == [201, 200, 200, 200, 409, 422])
        #expect(answers[1]["total"] == "1" && answers[1]["items.0.name"] == "라마바")
        #expect(answers[3]["name"] == "사아자" && answers[3]["pocId"] == "POC2")
        #expect(answers[4].code == "company_exists")
        #expect(answers[5]["errors.0.field"] == "name" && answers[5]["errors.1.field"] == "pocId")
    }

    @Test("a callback number is registered as digits, loses its end by null, and is removed")
    func callbackNumbers() async throws {
        let house = try await Gatehouse()
        let answers = try await house.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/callback-numbers"
            let body =
                #"{"companyId":"\#(house.company.id)","number":"02-1234-5678","label":"대표","expiresOn":"2030-12-31"}"#
            let made = try await client.call(.post, path, body, token: token)
            let own = "\(path)/\(made["id"] ?? "")"
            return [
                made, try await client.call(.patch, own, #"{"label":"고객센터"}"#, token: token),
                try await client.call(.patch, own, #"{"expiresOn":null}"#, token: token),
                try await client.call(.delete, own, token: token), try await client.call(.delete, own, token: token),
                try await client.call(.get, path, token: token),
            ]
        }

        #expect(answers.map(\.status) == [201, 200, 200, 204, 404, 200])
        #expect(answers[0]["number"] == "0212345678" && answers[0]["display"] == "02-1234-5678")
        #expect(answers[1]["label"] == "고객센터" && answers[1]["expiresOn"] == "2030-12-31")
        #expect(answers[2]["expiresOn"] == nil && answers[2]["label"] == "고객센터")
        #expect(answers[5]["total"] == "0")
    }

    @Test("a user is made, shown masked, closed")
    func users() async throws {
        let house = try await Gatehouse()
        let answers = try await house.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/users"
            let body = """
                {"companyId":"\(house.company.id)","loginId":"newcomer","name":"이바다","email":"bada@example.com",
                 "phone":"010-1234-5678","role":"member"}
                """
            let made = try await client.call(.post, path, body, token: token)
            let own = "\(path)/\(made["id"] ?? "")"
            return [
                made, try await client.logIn("newcomer", made["temporaryPassword"] ?? ""),
                try await client.call(.get, own, token: token), try await client.call(.delete, own, token: token),
                try await client.logIn("newcomer", made["temporaryPassword"] ?? ""),
                try await client.call(.post, path, body, token: token),
                try await client.call(.get, "\(path)?role=boss", token: token),
                try await client.call(.get, "\(path)?sort=name", token: token),
                try await client.call(.get, "\(path)/not-an-id", token: token),
            ]
        }

        #expect(answers.map(\.status) == [201, 200, 200, 204, 403, 409, 400, 400, 404])
        #expect(answers[1]["user.mustChangePassword"] == "1" || answers[1]["user.mustChangePassword"] == "true")
        #expect(answers[2]["phone"] == "010-****-5678" && answers[2]["email"] == "ba***@example.com")
        #expect(answers[2]["temporaryPassword"] == nil)
        #expect(answers[4].code == "account_deactivated")
        #expect(answers[5].code == "login_id_taken")
    }

    @Test("the same Idempotency-Key does it once and answers alike")
    func idempotency() async throws {
        let key = key
        let house = try await Gatehouse()
        let (answers, total) = try await house.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/companies"
            let body = #"{"name":"한 번만","pocId":"POC3"}"#
            let first = try await client.call(.post, path, body, token: token, headers: [key: "k-1"])
            let second = try await client.call(.post, path, body, token: token, headers: [key: "k-1"])
            let other = try await client.call(
                .post, path, #"{"name":"다른 것","pocId":"POC3"}"#, token: token, headers: [key: "k-1"])
            let bad = try await client.call(
                .post, path, #"{"name":"","pocId":""}"#, token: token, headers: [key: "k-2"])
            let mended = try await client.call(
                .post, path, #"{"name":"고친 것","pocId":"POC3"}"#, token: token, headers: [key: "k-2"])
            let nonsense = try await client.call(.post, path, body, token: token, headers: [key: "k 1"])
            let list = try await client.call(.get, path, token: token)
            return ([first, second, other, bad, mended, nonsense], list["total"])
        }

        #expect(answers.map(\.status) == [201, 201, 422, 422, 201, 400])
        #expect(answers[0].text == answers[1].text)
        #expect(answers[1].headers[HTTPField.Name("Idempotency-Replayed")!] == "true")
        #expect(answers[2].code == "idempotency_key_reused")
        #expect(answers[3].code == "validation_failed")
        #expect(answers[5].code == "invalid_idempotency_key")
        #expect(total == "3")
    }

    @Test("twenty requests with one Idempotency-Key make one company")
    func idempotencyAtOnce() async throws {
        let key = key
        let house = try await Gatehouse()
        let (statuses, total) = try await house.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/companies"
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        try await client.call(
                            .post, path, #"{"name":"한 번만","pocId":"POC3"}"#, token: token, headers: [key: "k-1"]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            return (statuses, try await client.call(.get, path, token: token)["total"])
        }

        #expect(Set(statuses).isSubset(of: [201, 409]))
        #expect(statuses.contains(201))
        #expect(total == "2")
    }

    @Test("what was done and who signed in can be read")
    func records() async throws {
        let (audit, logins) = try await Gatehouse().test { client in
            let token = try await client.token("boss")
            _ = try await client.call(
                .post, "/api/v1/admin/companies", #"{"name":"라마바","pocId":"POC2"}"#, token: token)
            return (
                try await client.call(.get, "/api/v1/admin/audit?size=1", token: token),
                try await client.call(.get, "/api/v1/admin/logins", token: token)
            )
        }

        #expect(audit["items.0.action"] == "company.create")
        #expect(logins["items.0.outcome"] == "succeeded" && logins["items.0.loginId"] == "boss")
    }
}
