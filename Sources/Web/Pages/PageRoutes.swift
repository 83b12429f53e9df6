import Accounts
import Hummingbird

/// Every address that a person opens.
func addPages(to router: Router<WebContext>, _ parts: WebParts) {
    let desk = parts.pageDesk
    LoginRoutes(desk: desk).add(to: router)
    PasswordRoutes(desk: desk).add(to: router.group(context: SessionContext.self))

    let signedIn = router.group(context: SignedInContext.self).add(
        middleware: SystemNoticesMiddleware(notices: parts.notices))
    TodayRoutes(desk: desk, parts: parts).add(to: signedIn)
    NewCampaignRoutes(desk: desk, parts: parts).add(to: signedIn)
    CampaignListRoutes(desk: desk, parts: parts).add(to: signedIn)
    CampaignPageRoutes(desk: desk, parts: parts).add(to: signedIn)
    CouponPageRoutes(desk: desk, parts: parts).add(to: signedIn)

    let admin = router.group("admin", context: AdministratorContext.self).add(
        middleware: SystemNoticesMiddleware(notices: parts.notices))
    AdminPageRoutes(
        desk: desk, accounts: parts.accounts, issueOrders: parts.supplier.issueOrders, optOuts: parts.optOuts,
        system: parts.system
    ).add(to: admin)
    TemplatePageRoutes(desk: desk, templates: parts.templates, companies: parts.accounts.companies).add(to: admin)
}

extension WebParts {
    var pageDesk: PageDesk {
        PageDesk(renderer: renderer, sessions: accounts.sessions, isPractice: settings.isPractice, notices: notices)
    }
}
