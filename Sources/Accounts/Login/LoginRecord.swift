import Foundation
import MariaDB
import Support

/// One attempt to sign in, kept for the history of logins.
package struct LoginRecord: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<LoginRecord>

    package let id: ID
    package let happenedAt: Date
    package let userID: User.ID?
    package let loginID: String
    package let outcome: Outcome
    package let address: String
    package let userAgent: String

    /// Stored as text in `login_record.outcome`.
    package enum Outcome: String, Sendable, CaseIterable {
        case succeeded
        case wrongPassword = "wrong_password"
        case unknownUser = "unknown_user"
        case locked, pending, deactivated, throttled
    }
}
