import Audit
import Foundation
import Sealing
import Support

/// A person who signs in: an administrator or a member of a company.
package struct User: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<User>

    package let id: ID
    package let companyID: Company.ID
    package let companyName: String
    package let loginID: LoginID
    package let name: String
    package let email: String?
    package let phone: PhoneNumber?
    package let role: Role
    /// All of the role's, or the part of them that an administrator left.
    package let permissions: Set<Permission>
    package let state: State
    package let mustChangePassword: Bool
    /// The last lock after repeated failures, wherever it holds, ends here by itself.
    package let lockedUntil: Date?
    package let lastLoginAt: Date?
    package let createdAt: Date

    /// Stored as text in `app_user.state`.
    package enum State: String, Sendable, CaseIterable {
        /// Waits for an administrator's approval.
        case pending
        case active
        /// Kept for the history's sake; cannot sign in.
        case deactivated
    }

    package func isLocked(at now: Date) -> Bool { lockedUntil.map { $0 > now } ?? false }

    var subject: AccessRecord.Subject { .init(kind: "user", id: id.ulid, owner: companyID.ulid) }

    static func place(_ column: StaticString, _ id: ID) -> SealedPlace {
        SealedPlace(table: "app_user", column: column, row: id.ulid)
    }
}

extension User: CustomStringConvertible {
    /// Without personal data, for logs.
    package var description: String { "user \(id)" }
}
