import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import TestKit
import Testing
import Web

@Suite("The gate", .database)
struct GateTests {
    private let csrf = HTTPField.Name("X-CSRF-Token")!
    private let fetchSite = HTTPField.Name("Sec-Fetch-Site")!

    @Test("tells browsers what not to do, also on refusals")
    func securityHeaders() async throws {
        let answer = try await Gatehouse().test { client in try await client.call(.get, "/nowhere") }

        #expect(answer.headers[.contentSecurityPolicy]?.hasPrefix("default-src 'self';") == true)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[HTTPField.Name("X-Frame-Options")!] == "DENY")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.strictTransportSecurity] == nil)
    }

    @Test("a login sets a cookie that scripts cannot read")
    func setsCookie() async throws {
        let answer = try await Gatehouse().test { client in try await client.logIn("haneul.kim") }
        let cookie = try #require(answer.headers[.setCookie])

        #expect(cookie.hasPrefix("session=\(answer["accessToken"] ?? "?")"))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"))
    }

    @Test("a write with the cookie needs the token of that session")
    func writesNeedTheToken() async throws {
        let csrf = csrf
        let house = try await Gatehouse()
        let codes = try await house.test { client in
            let (one, other) = (try await client.logIn("haneul.kim"), try await client.logIn("haneul.kim"))
            var headers: HTTPFields = [.cookie: "session=\(one["accessToken"] ?? "")"]
            var statuses: [Int] = []
            for token in [nil, "", other["csrfToken"], one["csrfToken"]] {
                headers[csrf] = token
                statuses.append(try await client.call(.post, "/api/v1/auth/logout", headers: headers).status)
            }
            return statuses
        }

        #expect(codes == [403, 403, 403, 204])
    }

    @Test("a read with the cookie needs no token, a write with a bearer token neither")
    func readsNeedNoToken() async throws {
        let statuses = try await Gatehouse().test { client in
            let token = try await client.token("haneul.kim")
            return [
                try await client.call(.get, "/api/v1/auth/me", headers: [.cookie: "a=b; session=\(token)"]).status,
                try await client.call(.post, "/api/v1/auth/logout", token: token).status,
            ]
        }

        #expect(statuses == [200, 204])
    }

    @Test("a write from another site is refused, even with the token and at the login")
    func refusesOtherSites() async throws {
        let (csrf, fetchSite) = (csrf, fetchSite)
        let statuses = try await Gatehouse().test { client in
            let login = try await client.logIn("haneul.kim")
            let base: HTTPFields = [.cookie: "session=\(login["accessToken"] ?? "")", csrf: login["csrfToken"] ?? ""]
            var statuses: [Int] = []
            for (name, value) in [
                (HTTPField.Name.origin, "https://evil.example"), (.origin, "null"), (fetchSite, "cross-site"),
                (fetchSite, "same-site"), (.origin, "http://coupon.test:8080.evil.example"),
            ] {
                var headers = base
                headers[name] = value
                statuses.append(try await client.call(.post, "/api/v1/auth/logout", headers: headers).status)
            }
            let body = #"{"loginId":"haneul.kim","password":"\#(Gatehouse.password)"}"#
            statuses.append(
                try await client.call(.post, "/api/v1/auth/login", body, headers: [.origin: "https://evil.example"])
                    .status)
            var own = base
            own[.origin] = "http://coupon.test:8080"
            own[fetchSite] = "same-origin"
            statuses.append(try await client.call(.post, "/api/v1/auth/logout", headers: own).status)
            return statuses
        }

        #expect(statuses == [403, 403, 403, 403, 403, 403, 204])
    }

    @Test("somebody who is signed in may sign in as somebody else")
    func signsInAgain() async throws {
        let answer = try await Gatehouse().test { client in
            let token = try await client.token("haneul.kim")
            return try await client.call(
                .post, "/api/v1/auth/login", #"{"loginId":"boss","password":"\#(Gatehouse.password)"}"#,
                headers: [.cookie: "session=\(token)"])
        }

        #expect(answer.status == 200)
        #expect(answer["user.loginId"] == "boss")
    }

    @Test("a bad bearer token counts, a good cookie beside it does not")
    func bearerWins() async throws {
        let status = try await Gatehouse().test { client in
            let token = try await client.token("haneul.kim")
            return try await client.call(
                .get, "/api/v1/auth/me", token: "forged", headers: [.cookie: "session=\(token)"]
            ).status
        }

        #expect(status == 401)
    }

    @Test("the cookie is for HTTPS only and HSTS is set when the public address is HTTPS")
    func httpsOnly() async throws {
        let proxy = try #require(AddressRange("0.0.0.0/0"))
        let house = try await Gatehouse(publicURL: "https://coupon.test", trustedProxies: [proxy])

        let (plain, write) = try await house.test { client in
            (try await client.call(.get, "/page?x=1"), try await client.logIn("haneul.kim"))
        }

        #expect(plain.headers[.location] == "https://coupon.test/page?x=1")
        #expect(plain.headers[.strictTransportSecurity] != nil)
        #expect(write.status == 403 && write.code == "https_required")
    }
}

@Suite("The files under /assets", .database)
struct AssetsTests {
    private func assets() throws -> (Assets, URL) {
        let directory = FileManager.default.temporaryDirectory.appending(path: "assets-\(UUID())")
        let inside = directory.appending(path: "public/js")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        try Data("body{}".utf8).write(to: directory.appending(path: "public/app.css"))
        try Data("1".utf8).write(to: inside.appending(path: "a.js"))
        try Data("secret".utf8).write(to: directory.appending(path: "secret.txt"))
        try Data("#!".utf8).write(to: directory.appending(path: "public/run.sh"))
        return (try Assets(directory: directory.appending(path: "public")), directory)
    }

    @Test("may be kept by browsers under their versioned address, and are asked for again under the plain one")
    func caching() async throws {
        let (assets, directory) = try assets()
        defer { try? FileManager.default.removeItem(at: directory) }  // Left for the system to clean otherwise.
        let versioned = assets.path("app.css")
        let (kept, plain, again) = try await Gatehouse(assets: assets).test { client in
            let kept = try await client.call(.get, versioned)
            return (
                kept, try await client.call(.get, "/assets/js/a.js"),
                try await client.call(.get, "/assets/app.css", headers: [.ifNoneMatch: kept.headers[.eTag] ?? ""])
            )
        }

        #expect(kept.text == "body{}" && kept.headers[.contentType] == "text/css; charset=utf-8")
        #expect(kept.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(plain.status == 200 && plain.headers[.cacheControl] == "no-cache")
        #expect(again.status == 304 && again.text.isEmpty)
    }

    @Test(
        "cannot be left",
        arguments: [
            "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/..%2fsecret.txt", "/assets//etc/passwd",
            "/assets/js/../../secret.txt", "/assets/app.css%00.js", "/assets/", "/assets/js", "/assets/run.sh",
        ])
    func cannotBeLeft(path: String) async throws {
        let (assets, directory) = try assets()
        defer { try? FileManager.default.removeItem(at: directory) }  // As above.

        let answer = try await Gatehouse(assets: assets).test { client in try await client.call(.get, path) }

        #expect(answer.status == 404)
        #expect(!answer.text.contains("secret"))
    }
}
