import Accounts
import Audit
import Foundation
import MariaDB
import PasswordHashing
import Redis
import Sealing
import Support
import Synchronization
import TestKit

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
    private let instant = Mutex(Date(timeIntervalSince1970: 1_795_000_000))  // 2026-11-18 in Korea

    var now: Date { instant.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { instant.withLock { $0 += seconds } }
}

/// An account desk on the test's own schema, with a company to belong to.
struct Office: Sendable {
    static let hasher = PasswordHasher(cost: .least, maximumWaiting: 1000)
    static let password = "coral-Tulip-47"

    let database: Database
    let clock: TestClock
    let tokens: SessionTokens
    let desk: AccountDesk
    let company: Company

    init(
        _ database: Database = TestDatabase.current, redis: RedisClient? = nil, clock: TestClock = TestClock(),
        hasher: PasswordHasher = Office.hasher, company: Company? = nil
    ) async throws {
        self.database = database
        self.clock = clock
        tokens = await SessionTokens(secret: "a secret of at least thirty-two bytes")
        desk = AccountDesk(
            database: database, redis: redis, data: TestDatabase.personalData, hasher: hasher, tokens: tokens,
            givenPasswordsMustChange: false, now: { clock.now })
        if let company {
            self.company = company
        } else {
            self.company = try await desk.companies.create(
                try NewCompany(name: "가나다 커피", pocID: "POC0000001"), by: .local)
        }
    }

    @discardableResult
    func add(
        _ loginID: String = "haneul.kim", role: Role = .member, company: Company? = nil,
        password: String? = Office.password,
        isPending: Bool = false
    ) async throws -> User {
        let new = try NewUser(
            companyID: (company ?? self.company).id.description, loginID: loginID, name: "김하늘",
            email: "haneul@example.com",
            phone: "010-1234-5678", role: role.rawValue, password: password, isPending: isPending)
        return try await desk.users.create(new, by: .local).user
    }

    func logIn(
        _ loginID: String = "haneul.kim", _ password: String = Office.password, from address: String = "192.0.2.7",
        with browser: String? = nil
    ) async throws -> LoginOutcome {
        try await desk.login.attempt(
            LoginAttempt(
                loginID: loginID, password: password, address: address, userAgent: "Browser/1.0", browser: browser))
    }

    /// The token and session of a login that has to succeed.
    func signIn(_ loginID: String = "haneul.kim", _ password: String = Office.password) async throws -> OpenedSession {
        guard case .signedIn(let opened, _, _, _) = try await logIn(loginID, password) else { throw NotSignedIn() }
        return opened
    }

    /// What the browser keeps of a login that has to succeed.
    func browser(_ loginID: String = "haneul.kim", after kept: String? = nil) async throws -> String {
        guard case .signedIn(_, _, _, let browser) = try await logIn(loginID, with: kept) else { throw NotSignedIn() }
        return browser
    }

    func session(_ opened: OpenedSession) async throws -> Session? {
        try await desk.sessions.session(for: opened.token, address: "192.0.2.7")
    }

    struct NotSignedIn: Error {}
}

extension LoginOutcome {
    /// The outcome without what differs from one attempt to the next: for comparing.
    var word: String {
        switch self {
        case .signedIn: "signed in"
        case .refused(let remaining, let until): "refused, \(remaining) left\(until == nil ? "" : ", locked")"
        case .locked(let lock): lock.isEverywhere ? "locked everywhere" : "locked"
        case .pending: "pending"
        case .deactivated: "deactivated"
        case .companyClosed: "company closed"
        case .throttled: "throttled"
        case .busy: "busy"
        }
    }
}
