import Foundation
import Support

/// Somebody's attempt to sign in, as it came.
package struct LoginAttempt: Sendable {
    package let loginID: String
    package let password: String
    package let address: String
    package let userAgent: String

    package init(loginID: String, password: String, address: String, userAgent: String) {
        (self.loginID, self.password, self.address, self.userAgent) = (loginID, password, address, userAgent)
    }
}

/// How an attempt to sign in ended. What it says of an account that exists it says of one that does not.
package enum LoginOutcome: Sendable {
    /// `previousLogin`: when this account last signed in before.
    case signedIn(OpenedSession, User, previousLogin: Date?)
    /// Wrong login id or wrong password. `remaining` attempts are left; none left means locked from now on.
    case refused(remaining: Int, lockedUntil: Date?)
    case locked(until: Date)
    /// The password was right, but an administrator has not approved the account yet.
    case pending
    /// The password was right, but the account was closed.
    case deactivated
    /// The password was right, but the company was closed.
    case companyClosed
    /// Too many failures from this address.
    case throttled(retryAfterSeconds: Int)
    /// Too many passwords wait to be checked; nothing was counted.
    case busy
}
