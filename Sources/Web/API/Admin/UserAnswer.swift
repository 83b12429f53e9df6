import Accounts
import Foundation
import Support

/// A user as the API tells it: phone and e-mail masked.
struct UserAnswer: Encodable, Sendable {
    let id: User.ID
    let companyId: Company.ID
    let companyName: String
    let loginId: String
    let name: String
    let email: String?
    let phone: String?
    let role: Role
    let permissions: [String]
    let state: String
    let locked: Bool
    let lockedUntil: String?
    let mustChangePassword: Bool
    let lastLoginAt: String?
    let createdAt: String
    /// Shown once, to be handed over.
    let temporaryPassword: String?

    init(_ user: User, at now: Date, temporaryPassword: Password? = nil) {
        id = user.id
        companyId = user.companyID
        companyName = user.companyName
        loginId = user.loginID.text
        name = user.name
        email = user.email.map(Self.masked)
        phone = user.phone?.masked
        role = user.role
        permissions = user.permissions.names
        state = user.state.rawValue
        locked = user.isLocked(at: now)
        lockedUntil = user.isLocked(at: now) ? user.lockedUntil.map(SeoulTime.rfc3339) : nil
        mustChangePassword = user.mustChangePassword
        lastLoginAt = user.lastLoginAt.map(SeoulTime.rfc3339)
        createdAt = SeoulTime.rfc3339(user.createdAt)
        self.temporaryPassword = temporaryPassword?.text
    }

    init(_ created: UserAdministration.Created, at now: Date) {
        self.init(created.user, at: now, temporaryPassword: created.temporaryPassword)
    }

    /// `ha***@example.com`.
    private static func masked(_ email: String) -> String {
        let parts = email.split(separator: "@", maxSplits: 1)
        return "\(parts[0].prefix(2))***@\(parts.last ?? "")"
    }
}
