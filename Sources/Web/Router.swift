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
    let campaigns = parts.campaigns
    AccountsAPI(desk: accounts, database: parts.database, once: parts.once, cookie: parts.cookie).add(to: api)

    let doors = Doors(api)
    ProductRoutes(shelf: parts.shelf, pictures: parts.pictures, companies: accounts.companies).add(to: doors)
    RecipientRoutes(
        imports: campaigns.imports, past: campaigns.past, optOuts: parts.optOuts, database: parts.database,
        uploads: parts.uploads
    ).add(to: doors.sending)
    DraftRoutes(drafts: campaigns.drafts).add(to: doors.sending)
    PreflightRoutes(preflight: campaigns.preflight, imports: campaigns.imports).add(to: doors.sending)
    TestSendRoutes(sending: campaigns.testing, overview: campaigns.overview, once: parts.once).add(to: doors.sending)
    CampaignControlRoutes(control: campaigns.control, once: parts.once).add(to: doors.sending)
    CampaignRoutes(parts: campaigns, once: parts.once, news: parts.news).add(to: doors)
    CouponSupplierRoutes(live: parts.supplier.live, cancel: parts.supplier.cancel, once: parts.once).add(
        to: doors.serving)
    CouponRoutes(desk: campaigns.desk, resending: campaigns.resending, once: parts.once).add(to: doors.serving)

    let admin = doors.administration
    IssueOrderRoutes(desk: parts.supplier.issueOrders, once: parts.once).add(to: admin)
    ExchangeEventRoutes(quarantine: parts.supplier.quarantine).add(to: admin)
    OptOutRoutes(optOuts: parts.optOuts, uploads: parts.uploads).add(to: admin)
    SystemRoutes(desk: parts.system).add(to: admin)
    TemplateRoutes(templates: parts.templates, once: parts.once, uploads: parts.uploads).add(to: admin)
}
