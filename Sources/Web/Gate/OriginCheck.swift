import Accounts
import HTTPTypes
import Hummingbird

/// Refuses writes that another site made the browser send with our cookie.
struct OriginCheck: Sendable {
    /// `https://coupon.example.kr`: scheme, host and port of PUBLIC_URL.
    let publicOrigin: String

    /// A write that comes with the cookie: from one of our pages, with the token of this very session.
    func check(_ request: Request, _ session: Session, _ sessions: Sessions) throws(Problem) {
        try check(request)
        guard let token = request.headers[.xCSRFToken], sessions.isCSRFToken(token, of: session) else {
            throw .csrfFailed
        }
    }

    /// What a browser says of where a request comes from; programs say nothing.
    func check(_ request: Request) throws(Problem) {
        if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { throw .csrfFailed }
        guard let origin = request.headers[.origin] else { return }
        guard origin != publicOrigin else { return }
        // The same server under another of its names, such as localhost: a browser writes Host itself.
        let own = request.head.authority.map { ["http://\($0)", "https://\($0)"] } ?? []
        guard own.contains(origin) else { throw .csrfFailed }
    }
}
