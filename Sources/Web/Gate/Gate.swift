import Accounts
import Hummingbird

/// What every request passes before it reaches a route.
package struct Gate: Sendable {
    let settings: WebSettings
    let sessions: Sessions
    let assets: Assets
    let drawProblem: DrawProblem

    package init(
        settings: WebSettings, sessions: Sessions, assets: Assets, drawProblem: @escaping DrawProblem
    ) {
        self.settings = settings
        self.sessions = sessions
        self.assets = assets
        self.drawProblem = drawProblem
    }

    /// Outermost first.
    package func add(to router: Router<WebContext>) {
        let addresses = ClientAddress(trusted: settings.trustedProxies)
        router.add(middleware: ClientAddressMiddleware(addresses: addresses))
        router.add(middleware: AccessLogMiddleware())
        router.add(
            middleware: SecurityHeadersMiddleware(isHTTPS: settings.isHTTPS))
        router.add(middleware: ProblemMiddleware(draw: drawProblem))
        router.add(
            middleware: HTTPSMiddleware(
                publicOrigin: settings.publicOrigin, isRequired: settings.isHTTPS, endsTLS: settings.endsTLS,
                addresses: addresses))
        router.add(middleware: AssetsMiddleware(assets: assets))
        router.add(
            middleware: SessionMiddleware(sessions: sessions, origin: OriginCheck(publicOrigin: settings.publicOrigin)))
    }
}
