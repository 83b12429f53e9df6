import Accounts
import Audit
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MariaDB
import NIOCore
import PasswordHashing
import Sealing
import Support
import TestKit
import Testing
import Web

/// The gate and the accounts' API on the test's own schema, with a few routes to try the gate with.
struct Gatehouse: Sendable {
    static let password = "coral-Tulip-47"
    private static let hasher = PasswordHasher(cost: .least, maximumWaiting: 1000)

    let database: Database
    let desk: AccountDesk
    let company: Company
    let settings: WebSettings
    let assets: Assets

    init(
        publicURL: String = "http://coupon.test:8080", trustedProxies: [AddressRange] = [], assets: Assets = .empty,
        database: Database = TestDatabase.current
    ) async throws {
        self.database = database
        settings = WebSettings(
            publicURL: try #require(URL(string: publicURL)), isPractice: true, trustedProxies: trustedProxies)
        self.assets = assets
        desk = AccountDesk(
            database: database, redis: nil, data: TestDatabase.personalData, hasher: Self.hasher,
            tokens: await SessionTokens(secret: "a secret of at least thirty-two bytes"),
            givenPasswordsMustChange: false)
        company = try await desk.companies.create(try NewCompany(name: "가나다 커피", pocID: "POC0000001"), by: .local)
        for (loginID, role) in [("boss", Role.administrator), ("haneul.kim", .member)] {
            _ = try await desk.users.create(
                try NewUser(
                    companyID: "\(company.id)", loginID: loginID, name: "김하늘", role: role.rawValue,
                    password: Self.password), by: .local)
        }
    }

    var router: Router<WebContext> {
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        Gate(settings: settings, sessions: desk.sessions, assets: assets) { problem, _, context in
            Response(
                status: problem.status, headers: [.contentType: "text/html"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "<h1>\(problem.title)</h1> \(context.requestID)")))
        }.add(to: router)
        let once = Once(database: database, data: TestDatabase.personalData)
        let api = router.group("api/v1")
        AccountsAPI(
            desk: desk, database: database, once: once, cookie: SessionCookie(isSecure: settings.isHTTPS)
        ).add(to: api)
        addProbes(to: router)
        return router
    }

    /// Routes that do what the gate has to cope with.
    private func addProbes(to router: Router<WebContext>) {
        router.get("page") { _, context in
            guard context.session != nil else { throw Problem.unauthorized }
            return "a page"
        }
        router.get("api/v1/probe/address") { _, context in context.clientAddress }
        router.get("api/v1/probe/failure") { _, _ -> String in throw ProbeFailure(secret: "do not show") }
        router.get("api/v1/probe/database") { _, _ -> String in
            throw MariaDBError.connectionLost(code: 2013, message: "do not show")
        }
        router.post("api/v1/probe/body") { request, context in
            try await request.decode(as: ProbeBody.self, context: context).name
        }
    }

    /// Runs `body` with a client that speaks to the routes without sockets.
    func test<Value: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value) async throws
        -> Value
    {
        var application = Application(router: router)
        application.logger.logLevel = .critical
        return try await application.test(.router, body)
    }
}

struct ProbeFailure: Error {
    let secret: String
}

struct ProbeBody: Decodable {
    struct Recipient: Decodable { let phone: String }
    let name: String
    let recipients: [Recipient]?
}

/// An answer, read.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// A value at a path like `user.loginId`, as text; nil when it is missing or null.
    subscript(path: String) -> String? {
        var value: Any? = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        for part in path.split(separator: ".") {
            if let index = Int(part) {
                let list = value as? [Any]
                value = list.flatMap { index < $0.count ? $0[index] : nil }
            } else {
                value = (value as? [String: Any])?[String(part)]
            }
        }
        guard let value, !(value is NSNull) else { return nil }
        return "\(value)"
    }

    var code: String? { self["code"] }
}

extension TestClientProtocol {
    func call(
        _ method: HTTPRequest.Method, _ uri: String, _ json: String? = nil, token: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await execute(
            uri: uri, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
        return Answer(
            status: response.status.code, headers: response.headers, text: String(buffer: response.body))
    }

    func logIn(_ loginID: String, _ password: String = Gatehouse.password) async throws -> Answer {
        try await call(.post, "/api/v1/auth/login", #"{"loginId":"\#(loginID)","password":"\#(password)"}"#)
    }

    func token(_ loginID: String) async throws -> String {
        try #require(try await logIn(loginID)["accessToken"])
    }
}
