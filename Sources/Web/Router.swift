import Accounts
import Hummingbird

/// The whole HTTP face: the gate, the API, health.
package func buildRouter(_ parts: WebParts) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    Gate(
        settings: parts.settings, sessions: parts.accounts.sessions, assets: parts.assets,
        drawProblem: parts.pageDesk.drawProblem
    ).add(to: router)
    HealthRoutes(checks: parts.readiness).add(to: router)
    ExchangeWebhookRoutes(desk: parts.exchanges, door: parts.settings.webhookDoor).add(to: router)
    APIDocument(text: parts.settings.openAPI).add(to: router)
    addAPI(to: router.group("api/v1"), parts)
    addPages(to: router, parts)
    return router
}

private func addAPI(to api: RouterGroup<WebContext>, _ parts: WebParts) {
    let accounts = parts.accounts
    AccountsAPI(desk: accounts, database: parts.database, once: parts.once, cookie: parts.cookie).add(to: api)
    IssueOrderRoutes(desk: parts.supplier.issueOrders).add(to: api.group("admin", context: AdministratorContext.self))

    let admin = api.group("admin", context: AdministratorContext.self)
    OptOutRoutes(optOuts: parts.optOuts).add(to: admin)
    SystemRoutes(desk: parts.system).add(to: admin)

    let signedIn = api.group(context: SignedInContext.self)
    ProductRoutes(shelf: parts.shelf, pictures: parts.pictures, companies: accounts.companies).add(to: signedIn)
    RecipientRoutes(
        imports: parts.campaigns.imports, past: parts.campaigns.past, database: parts.database,
        data: parts.personalData
    ).add(to: signedIn)
    DraftRoutes(drafts: parts.campaigns.drafts).add(to: signedIn)
    PreflightRoutes(preflight: parts.campaigns.preflight).add(to: signedIn)
    CampaignRoutes(parts: parts.campaigns, once: parts.once).add(to: signedIn)
    CouponSupplierRoutes(live: parts.supplier.live, cancel: parts.supplier.cancel).add(to: signedIn)
    CouponRoutes(desk: parts.campaigns.desk, resending: parts.campaigns.resending, once: parts.once).add(to: signedIn)
    TestSendRoutes(sending: parts.campaigns.testing, overview: parts.campaigns.overview, once: parts.once)
        .add(to: signedIn)
    CampaignControlRoutes(control: parts.campaigns.control, overview: parts.campaigns.overview).add(to: signedIn)
    TemplateRoutes(templates: parts.templates, once: parts.once).add(
        to: api.group("admin", context: AdministratorContext.self))
}
