import Accounts
import Hummingbird

/// The whole HTTP face: the gate, the API, health.
package func buildRouter(_ parts: WebParts) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    addGate(to: router, parts)
    HealthRoutes(checks: parts.readiness).add(to: router)
    APIDocument(text: parts.settings.openAPI).add(to: router)
    addAPI(to: router.group("api/v1"), parts)
    return router
}

/// What every request passes, outermost first.
private func addGate(to router: Router<WebContext>, _ parts: WebParts) {
    let settings = parts.settings
    let addresses = ClientAddress(trusted: settings.trustedProxies)
    router.add(middleware: ClientAddressMiddleware(addresses: addresses))
    router.add(middleware: AccessLogMiddleware())
    router.add(
        middleware: SecurityHeadersMiddleware(imageSources: settings.imageSources, isHTTPS: settings.isHTTPS))
    router.add(middleware: ProblemMiddleware(draw: parts.drawProblem))
    router.add(
        middleware: HTTPSMiddleware(
            publicOrigin: settings.publicOrigin, isRequired: settings.isHTTPS, endsTLS: settings.endsTLS,
            addresses: addresses))
    router.add(middleware: AssetsMiddleware(assets: parts.assets))
    router.add(
        middleware: SessionMiddleware(
            sessions: parts.accounts.sessions, origin: OriginCheck(publicOrigin: settings.publicOrigin)))
}

private func addAPI(to api: RouterGroup<WebContext>, _ parts: WebParts) {
    let accounts = parts.accounts
    AuthRoutes(
        login: accounts.login, passwordChange: accounts.passwordChange, sessions: accounts.sessions,
        cookie: parts.cookie
    ).add(to: api)

    let signedIn = api.group(context: SignedInContext.self)
    ProductRoutes(shelf: parts.shelf, pictures: parts.pictures, companies: accounts.companies).add(to: signedIn)
    RecipientRoutes(imports: parts.campaigns.imports).add(to: signedIn)
    CampaignRoutes(parts: parts.campaigns, once: parts.once).add(to: signedIn)
    CouponRoutes(desk: parts.campaigns.desk).add(to: signedIn)

    let admin = api.group("admin", context: AdministratorContext.self)
    CompanyRoutes(companies: accounts.companies, once: parts.once).add(to: admin)
    CallbackNumberRoutes(numbers: accounts.callbackNumbers, once: parts.once).add(to: admin)
    UserRoutes(users: accounts.users, once: parts.once).add(to: admin)
    RecordRoutes(database: parts.database).add(to: admin)
}
