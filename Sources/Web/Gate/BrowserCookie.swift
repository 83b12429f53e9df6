import Accounts
import Hummingbird

/// What a browser keeps of the accounts that signed in with it, so that failures of strangers do not lock it. It opens
/// nothing, goes only where passwords are asked for, and stays when a session ends.
struct BrowserCookie: Sendable {
    static let name = "browser"
    let isSecure: Bool

    static func text(of request: Request) -> String? { request.cookies[name]?.value }

    func set(_ text: String, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: Self.name, value: text, maxAge: KnownBrowsers.lifetimeSeconds, path: "/api/v1/auth",
                secure: isSecure, httpOnly: true, sameSite: .strict))
    }
}
