import Support

/// `/campaigns`: what has been sent, filtered and sorted by its address.
package struct CampaignListPage: Page {
    package static let template = "campaigns/list"
    package let title = "발송조회"
    package let area: PageArea? = .campaigns
    let periods: [Period]
    let from: String
    let to: String
    let choosesCompany: Bool
    let companies: [Choice]
    let statuses: [Choice]
    let query: String
    let problem: String?
    let total: String
    let columns: [Column]
    let rows: [CampaignRow]
    let hasRows: Bool
    let showsCompany: Bool
    let pager: Pager?
    let drafts: [DraftRow]
    let hasDrafts: Bool

    package init(
        periods: [Period], from: CalendarDay, to: CalendarDay, companies: [Choice], statuses: [Choice], query: String,
        problem: String? = nil, total: Total, columns: [Column], rows: [CampaignRow], pager: Pager?,
        drafts: [DraftRow] = []
    ) {
        self.drafts = drafts
        hasDrafts = !drafts.isEmpty
        (self.periods, self.from, self.to) = (periods, from.description, to.description)
        (self.companies, self.statuses, self.query) = (companies, statuses, query)
        choosesCompany = !companies.isEmpty
        showsCompany = !companies.isEmpty
        (self.problem, self.total, self.columns, self.rows) = (problem, total.words("건"), columns, rows)
        hasRows = !rows.isEmpty
        self.pager = pager
    }

    /// A span of days behind one press.
    package struct Period: Sendable {
        let name: String
        let href: String
        let current: Bool

        package init(_ name: String, href: String, current: Bool) {
            (self.name, self.href, self.current) = (name, href, current)
        }
    }

    /// A heading; with `href` it sorts.
    package struct Column: Sendable {
        let name: String
        let align: String
        let href: String?
        let order: String?
        let icon: String

        package init(_ name: String, isNumber: Bool = false, href: String? = nil, ascending: Bool? = nil) {
            self.name = name
            align = isNumber ? "num" : ""
            self.href = href
            order = ascending.map { $0 ? "ascending" : "descending" }
            icon = ascending.map { $0 ? "fa-arrow-up-short-wide" : "fa-arrow-down-wide-short" } ?? ""
        }
    }
}

/// A campaign that this user is still writing.
package struct DraftRow: Sendable {
    let href: String
    let name: String
    let changed: String
    let changedExactly: String

    package init(id: String, name: String, changed: String, changedExactly: String) {
        href = "/campaigns/new?draft=\(id)"
        self.name = name.isEmpty ? "이름 없는 발송" : name
        (self.changed, self.changedExactly) = (changed, changedExactly)
    }
}

/// A campaign in the list. A zero is nil, so that the template can grey it.
package struct CampaignRow: PageRow {
    let href: String
    let status: StateChip
    /// While it moves: the bar under the chip.
    let progress: Bool
    let deliveredShare: String
    let waitingShare: String
    let eventName: String
    let productName: String
    let companyName: String
    let total: String
    let delivered: String?
    let failed: String?
    let waiting: String?
    let unconfirmed: String?
    let redeemedShare: String
    let amount: String
    let started: String
    let startedExactly: String
    let registrant: String

    package init(
        id: String, status: StateChip, isMoving: Bool, eventName: String, productName: String, companyName: String,
        counts: CampaignCounts, amount: Won, started: String, startedExactly: String, registrant: String
    ) {
        href = "/campaigns/\(id)"
        self.status = status
        progress = isMoving
        deliveredShare = counts.share(counts.delivered)
        waitingShare = counts.share(counts.sent - counts.delivered - counts.deliveryFailed)
        (self.eventName, self.productName, self.companyName) = (eventName, productName, companyName)
        total = counts.total.grouped
        delivered = Self.unlessZero(counts.delivered)
        failed = Self.unlessZero(counts.failed)
        waiting = Self.unlessZero(counts.waiting)
        unconfirmed = Self.unlessZero(counts.unconfirmed)
        redeemedShare = counts.delivered == 0 ? "–" : counts.share(counts.redeemed, of: counts.delivered) + "%"
        self.amount = amount.text
        (self.started, self.startedExactly, self.registrant) = (started, startedExactly, registrant)
    }

    private static func unlessZero(_ count: Int) -> String? { count == 0 ? nil : count.grouped }

    package func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "status": status
        case "progress": progress
        case "deliveredShare": deliveredShare
        case "waitingShare": waitingShare
        case "eventName": eventName
        case "productName": productName
        case "companyName": companyName
        case "total": total
        case "delivered": delivered
        case "failed": failed
        case "waiting": waiting
        case "unconfirmed": unconfirmed
        case "redeemedShare": redeemedShare
        case "amount": amount
        case "started": started
        case "startedExactly": startedExactly
        case "registrant": registrant
        default: nil
        }
    }
}
