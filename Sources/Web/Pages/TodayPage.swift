import Support

/// `/`: how today's campaigns stand, and the ways on.
package struct TodayPage: Page {
    package static let template = "today"
    package let title = "오늘"
    package let area: PageArea? = .today
    let greeting: String
    let date: String
    let attention: [UnconfirmedNote]
    let tiles: [CountTile]
    let campaigns: [RecentCampaign]
    let hasCampaigns: Bool

    package init(
        greeting: String, date: String, attention: [UnconfirmedNote], tiles: [CountTile], campaigns: [RecentCampaign]
    ) {
        (self.greeting, self.date, self.attention) = (greeting, date, attention)
        (self.tiles, self.campaigns) = (tiles, campaigns)
        hasCampaigns = !campaigns.isEmpty
    }

    package struct RecentCampaign: Sendable {
        let href: String
        let status: StateChip
        let eventName: String
        let productName: String
        /// Shown to administrators only.
        let companyName: String?
        let total: String
        let delivered: String
        let failed: String
        let started: String
        let startedExactly: String

        package init(
            href: String, status: StateChip, eventName: String, productName: String, companyName: String?, total: Int,
            delivered: Int, failed: Int, started: String, startedExactly: String
        ) {
            (self.href, self.status, self.eventName) = (href, status, eventName)
            (self.productName, self.companyName) = (productName, companyName)
            (self.total, self.delivered, self.failed) = (total.grouped, delivered.grouped, failed.grouped)
            (self.started, self.startedExactly) = (started, startedExactly)
        }
    }
}
