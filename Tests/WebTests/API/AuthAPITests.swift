import Accounts
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("The auth API", .database)
struct AuthAPITests {
    @Test("a login answers token, end and user")
    func logsIn() async throws {
        let house = try await Gatehouse()
        let answer = try await house.test { client in try await client.logIn("Haneul.Kim") }

        #expect(answer.status == 200)
        #expect(answer["accessToken"]?.split(separator: ".").count == 3)
        #expect(answer["expiresAt"]?.hasSuffix("+09:00") == true)
        #expect(answer["user.loginId"] == "haneul.kim")
        #expect(answer["user.name"] == "김하늘")
        #expect(answer["user.role"] == "member")
        #expect(answer["user.companyId"] == "\(house.company.id)")
        #expect(answer["user.permissions.0"] == "campaigns.send")
        #expect(answer["user.mustChangePassword"] == "0" || answer["user.mustChangePassword"] == "false")
    }

    @Test("wrong logins count down and lock, in the words of the screen")
    func locks() async throws {
        let answers = try await Gatehouse().test { client in
            var answers: [Answer] = []
            for _ in 1...6 { answers.append(try await client.logIn("haneul.kim", "wrong")) }
            return answers
        }

        #expect(answers.map(\.status) == [401, 401, 401, 401, 401, 423])
        #expect(answers[0].code == "invalid_credentials")
        #expect(answers[0]["detail"] == "아이디 또는 비밀번호가 맞지 않습니다. (남은 시도 4회)")
        #expect(answers[4]["detail"]?.contains("10분간 잠겼습니다") == true)
        #expect(answers[5].code == "account_locked")
        #expect(answers[5].headers[.retryAfter] == "600")
    }

    @Test("a browser that signed in is not locked by wrong passwords around it, and keeps its mark to itself")
    func knowsBrowsers() async throws {
        let (first, locked, known) = try await Gatehouse().test { client in
            let first = try await client.logIn("haneul.kim")
            for _ in 1...5 { _ = try await client.logIn("haneul.kim", "wrong") }
            let mark = first.headers[values: .setCookie].first { $0.hasPrefix("browser=") }?.prefix { $0 != ";" }
            return (
                first, try await client.logIn("haneul.kim"),
                try await client.call(
                    .post, "/api/v1/auth/login",
                    #"{"loginId":"haneul.kim","password":"\#(Gatehouse.password)"}"#,
                    headers: [.cookie: mark.map(String.init) ?? ""])
            )
        }

        #expect([first.status, locked.status, known.status] == [200, 423, 200])
        let cookie = first.headers[values: .setCookie].first { $0.hasPrefix("browser=") } ?? ""
        for part in ["Path=/api/v1/auth", "HttpOnly", "SameSite=Strict", "Max-Age=15552000"] {
            #expect(cookie.contains(part))
        }
    }

    @Test("a logout ends the token at once")
    func logsOut() async throws {
        let (out, after, again) = try await Gatehouse().test { client in
            let token = try await client.token("haneul.kim")
            return (
                try await client.call(.post, "/api/v1/auth/logout", token: token),
                try await client.call(.get, "/api/v1/auth/me", token: token),
                try await client.call(.post, "/api/v1/auth/logout", token: token)
            )
        }

        #expect(out.status == 204)
        #expect(out.headers[.setCookie]?.contains("Max-Age=0") == true)
        #expect(after.status == 401 && after.code == "unauthorized")
        #expect(again.status == 401)
    }

    @Test("me tells who is signed in")
    func me() async throws {
        let answer = try await Gatehouse().test { client in
            try await client.call(.get, "/api/v1/auth/me", token: try await client.token("boss"))
        }

        #expect(answer["loginId"] == "boss")
        #expect(answer["role"] == "admin")
        #expect(answer["csrfToken"]?.isEmpty == false)
    }

    @Test("changing the password needs the present one and gives a new token")
    func changesPassword() async throws {
        let answers = try await Gatehouse().test { client in
            let token = try await client.token("haneul.kim")
            let path = "/api/v1/auth/password"
            return [
                try await client.call(
                    .post, path, #"{"currentPassword":"no","newPassword":"violet-Rain-82"}"#, token: token),
                try await client.call(
                    .post, path, #"{"currentPassword":"coral-Tulip-47","newPassword":"short"}"#, token: token),
                try await client.call(
                    .post, path, #"{"currentPassword":"coral-Tulip-47","newPassword":"violet-Rain-82"}"#, token: token),
                try await client.call(.get, "/api/v1/auth/me", token: token),
                try await client.logIn("haneul.kim", "violet-Rain-82"),
            ]
        }

        #expect(answers.map(\.status) == [422, 422, 200, 401, 200])
        #expect(answers[0].code == "wrong_password")
        #expect(answers[1]["errors.0.field"] == "newPassword")
        #expect(answers[2]["accessToken"] != nil)
    }

    @Test("who has to change the password can do nothing else")
    func mustChangePassword() async throws {
        let answers = try await Gatehouse().test { client in
            let boss = try await client.token("boss")
            let users = try await client.call(.get, "/api/v1/admin/users?q=haneul", token: boss)
            let id = users["items.0.id"] ?? ""
            let reset = try await client.call(.post, "/api/v1/admin/users/\(id)/reset-password", token: boss)
            _ = try await client.call(.patch, "/api/v1/admin/users/\(id)", #"{"role":"admin"}"#, token: boss)
            let login = try await client.logIn("haneul.kim", reset["temporaryPassword"] ?? "")
            let token = login["accessToken"]
            return [
                login, try await client.call(.get, "/api/v1/auth/me", token: token),
                try await client.call(.get, "/api/v1/admin/users", token: token),
            ]
        }

        #expect(answers.map(\.status) == [200, 200, 403])
        #expect(answers[2].code == "password_change_required")
    }
}
