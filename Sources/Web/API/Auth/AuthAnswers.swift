import Accounts
import Foundation
import Support

/// Who is signed in, as the API tells it.
struct MeAnswer: Encodable, Sendable {
    let id: User.ID
    let loginId: String
    let name: String
    let role: Role
    let permissions: [String]
    let companyId: Company.ID
    let companyName: String
    let mustChangePassword: Bool
    /// Only in `GET /auth/me`: what a page of this session needs to write.
    var csrfToken: String?
    var expiresAt: String?

    init(_ principal: Principal) {
        id = principal.userID
        loginId = principal.loginID
        name = principal.name
        role = principal.role
        permissions = principal.permissions.names
        companyId = principal.companyID
        companyName = principal.companyName
        mustChangePassword = principal.mustChangePassword
    }
}

/// The answer to signing in and to changing the password.
struct LoginAnswer: Encodable, Sendable {
    let accessToken: String
    let tokenType = "Bearer"
    let expiresAt: String
    let csrfToken: String
    /// When this account signed in before; missing at the first time.
    let previousLoginAt: String?
    let user: MeAnswer

    init(_ opened: OpenedSession, csrfToken: String, previousLogin: Date?) {
        accessToken = opened.token
        expiresAt = SeoulTime.rfc3339(opened.session.expiresAt)
        self.csrfToken = csrfToken
        previousLoginAt = previousLogin.map(SeoulTime.rfc3339)
        user = MeAnswer(opened.session.principal)
    }
}
