import Accounts
import Hummingbird

/// The browser's side of a session.
package struct SessionCookie: Sendable {
    static let name = "session"
    /// Sent over HTTPS only.
    let isSecure: Bool

    package init(isSecure: Bool) { self.isSecure = isSecure }

    /// Lax, so that a link in a mail opens the page it means; writes need the CSRF token besides.
    package func set(_ opened: OpenedSession, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: Self.name, value: opened.token, expires: opened.session.expiresAt, path: "/", secure: isSecure,
                httpOnly: true, sameSite: .lax))
    }

    package func clear(on response: inout Response) {
        response.setCookie(
            Cookie(name: Self.name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax))
    }
}
