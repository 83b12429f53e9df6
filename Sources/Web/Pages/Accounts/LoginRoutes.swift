import Accounts
import Hummingbird

/// `/login`; the form itself goes to the API.
struct LoginRoutes: Sendable {
    let desk: PageDesk

    func add(to router: Router<WebContext>) {
        router.get("login", use: show)
    }

    private func show(_ request: Request, _ context: WebContext) throws -> Response {
        let page = LoginPage(
            next: request.query("next"), reason: request.query("reason").flatMap(LoginPage.Reason.init(rawValue:)),
            practice: desk.isPractice)
        // Who is inside already has no business here.
        if context.session != nil { return .redirect(to: page.next, type: .normal) }
        return try desk.response(page, for: nil)
    }
}

/// `/password`, open also to those who have to change theirs first.
struct PasswordRoutes: Sendable {
    let desk: PageDesk

    func add(to group: RouterGroup<SessionContext>) {
        group.get("password") { _, context in
            let principal = context.principal
            let page = PasswordPage(loginID: principal.loginID, mustChange: principal.mustChangePassword)
            return try desk.response(page, for: context.session)
        }
    }
}
