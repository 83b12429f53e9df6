import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/auth`: signing in and out, who is signed in, the own password.
struct AuthRoutes: Sendable {
    let login: Login
    let passwordChange: PasswordChange
    let sessions: Sessions
    let cookie: SessionCookie

    func add(to api: RouterGroup<WebContext>) {
        api.post("auth/login", use: logIn)
        let signedIn = Doors(api).sessions.group("auth")
        signedIn.post("logout", use: logOut)
        signedIn.get("me", use: me)
        signedIn.post("password", use: changePassword)
    }

    private struct LoginBody: SizedBody, TakenVerbatim {
        static let limit = BodyLimit.login
        static let verbatim: Set<String> = ["password"]
        let loginId: String
        let password: String
    }

    private func logIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let body = try await request.decode(as: LoginBody.self, context: context)
        let attempt = LoginAttempt(
            loginID: body.loginId, password: body.password, address: context.clientAddress,
            userAgent: request.headers[.userAgent] ?? "", browser: BrowserCookie.text(of: request))
        switch try await login.attempt(attempt) {
        case .signedIn(let opened, _, let previousLogin, let browser):
            var response = try answer(opened, previousLogin: previousLogin)
            BrowserCookie(isSecure: cookie.isSecure).set(browser, on: &response)
            return response
        case .refused(let remaining, let lock): throw Problem.invalidCredentials(remaining: remaining, lock)
        case .locked(let lock): throw Problem.accountLocked(lock, now: Date())
        case .pending: throw Problem.accountPending
        case .deactivated: throw Problem.accountDeactivated
        case .companyClosed: throw Problem.companyClosed
        case .throttled(let seconds): throw Problem.tooManyAttempts(retryAfterSeconds: seconds)
        case .busy: throw Problem.busy
        }
    }

    private func logOut(_ request: Request, _ context: SessionContext) async throws -> Response {
        try await sessions.end(context.session)
        var response = Response(status: .noContent)
        cookie.clear(on: &response)
        return response
    }

    private func me(_ request: Request, _ context: SessionContext) async throws -> Response {
        var answer = MeAnswer(context.principal)
        answer.csrfToken = sessions.csrfToken(of: context.session)
        answer.expiresAt = SeoulTime.rfc3339(context.session.expiresAt)
        return try JSONAnswer.response(answer)
    }

    private struct PasswordBody: SizedBody, TakenVerbatim {
        static let limit = BodyLimit.login * 2
        static let verbatim: Set<String> = ["currentPassword", "newPassword"]
        let currentPassword: String
        let newPassword: String
    }

    private func changePassword(_ request: Request, _ context: SessionContext) async throws -> Response {
        let body = try await request.decode(as: PasswordBody.self, context: context)
        let opened = try await passwordChange.change(
            of: context.principal, from: body.currentPassword, to: body.newPassword)
        return try answer(opened, previousLogin: nil)
    }

    private func answer(_ opened: OpenedSession, previousLogin: Date?) throws -> Response {
        let csrfToken = sessions.csrfToken(of: opened.session)
        var response = try JSONAnswer.response(
            LoginAnswer(opened, csrfToken: csrfToken, previousLogin: previousLogin))
        cookie.set(opened, on: &response)
        return response
    }
}
