import Accounts
import Hummingbird

/// Every address that a person opens.
func addPages(to router: Router<WebContext>, _ parts: WebParts) {
    let desk = parts.pageDesk
    LoginRoutes(desk: desk).add(to: router)
    let doors = Doors(pages: router.group(), notices: parts.notices)
    PasswordRoutes(desk: desk).add(to: doors.sessions)
    TodayRoutes(desk: desk, parts: parts).add(to: doors.viewing)
    NewCampaignRoutes(desk: desk, parts: parts).add(to: doors.sending)
    CampaignListRoutes(desk: desk, parts: parts).add(to: doors.viewing)
    CampaignPageRoutes(desk: desk, parts: parts).add(to: doors.viewing)
    CouponPageRoutes(desk: desk, parts: parts).add(to: doors.serving)

    let admin = doors.administration
    AdminPageRoutes(
        desk: desk, accounts: parts.accounts, issueOrders: parts.supplier.issueOrders,
        quarantine: parts.supplier.quarantine, optOuts: parts.optOuts, system: parts.system
    ).add(to: admin)
    TemplatePageRoutes(desk: desk, templates: parts.templates, companies: parts.accounts.companies).add(to: admin)
}

extension WebParts {
    var pageDesk: PageDesk {
        PageDesk(renderer: renderer, sessions: accounts.sessions, isPractice: settings.isPractice, notices: notices)
    }
}
