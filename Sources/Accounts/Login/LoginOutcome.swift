import Foundation
import Support

/// Somebody's attempt to sign in, as it came.
package struct LoginAttempt: Sendable {
    package let loginID: String
    package let password: String
    package let address: String
    package let userAgent: String
    /// What the browser kept of earlier logins; nil: nothing.
    package let browser: String?

    package init(loginID: String, password: String, address: String, userAgent: String, browser: String? = nil) {
        (self.loginID, self.password, self.address, self.userAgent) = (loginID, password, address, userAgent)
        self.browser = browser
    }
}

/// How an attempt to sign in ended. What it says of an account that exists it says of one that does not.
package enum LoginOutcome: Sendable {
    /// `previousLogin`: when this account last signed in before. `browser`: what the browser shall keep.
    case signedIn(OpenedSession, User, previousLogin: Date?, browser: String)
    /// Wrong login id or wrong password. `remaining` attempts are left here; none left means locked from now on.
    case refused(remaining: Int, LoginLock?)
    case locked(LoginLock)
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
