import Accounts
import Hummingbird

/// Every address that a person opens.
func addPages(to router: Router<WebContext>, _ parts: WebParts) {
    let desk = parts.pageDesk
    LoginRoutes(desk: desk).add(to: router)
    PasswordRoutes(desk: desk).add(to: router.group(context: SessionContext.self))

    let signedIn = router.group(context: SignedInContext.self)
    TodayRoutes(desk: desk, parts: parts).add(to: signedIn)
    NewCampaignRoutes(desk: desk, parts: parts).add(to: signedIn)
    CampaignListRoutes(desk: desk, parts: parts).add(to: signedIn)
    CampaignPageRoutes(desk: desk, parts: parts).add(to: signedIn)
    CouponPageRoutes(desk: desk, parts: parts).add(to: signedIn)

    AdminPageRoutes(desk: desk, accounts: parts.accounts, issueOrders: parts.supplier.issueOrders).add(
        to: router.group("admin", context: AdministratorContext.self))
}

extension WebParts {
    var pageDesk: PageDesk {
        PageDesk(renderer: renderer, sessions: accounts.sessions, isPractice: settings.isPractice)
    }
}
