import Accounts
import Campaigns
import Coupons
import Foundation
import Hummingbird
import Support

/// `/`
struct TodayRoutes: Sendable {
    let desk: PageDesk
    let parts: WebParts
    /// More campaigns than a company registers on a day.
    private static let mostToday = 500
    private static let recent = 8

    func add(to group: RouterGroup<ViewingContext>) {
        group.get("/", use: show)
    }

    private func show(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let principal = context.principal
        let now = Date()
        let today = SeoulTime.day(of: now)
        var search = CampaignSearch()
        (search.from, search.to) = (today, today)
        let todays = try await parts.campaigns.overview.page(
            search, in: principal.scope, offset: 0, limit: Self.mostToday)
        let latest = try await parts.campaigns.overview.page(
            CampaignSearch(), in: principal.scope, offset: 0, limit: 50
        ).items
        let names = try await parts.names(of: latest.prefix(Self.recent).map(\.campaign))
        let page = TodayPage(
            greeting: "\(principal.name)님, 안녕하세요", date: today.page, attention: Self.attention(latest),
            tiles: Self.tiles(todays.items, total: todays.total, today),
            campaigns: latest.prefix(Self.recent).map { progress in
                TodayPage.RecentCampaign(
                    progress, companyName: principal.isAdministrator ? names.company(of: progress.campaign) : nil,
                    at: now)
            })
        return try desk.response(page, for: context.session)
    }

    /// The newest campaigns with coupons that a person has to settle.
    private static func attention(_ latest: [CampaignProgress]) -> [UnconfirmedNote] {
        latest.compactMap { progress in
            let count = progress.counts.issue[.unconfirmed, default: 0]
            return UnconfirmedNote(
                eventName: progress.campaign.eventName, count: count, amount: progress.campaign.unitPrice * count,
                href: "/campaigns/\(progress.campaign.id)?show=unconfirmed")
        }.prefix(3).map(\.self)
    }

    /// Every number leads to today's campaigns: their rows carry the parts of it.
    private static func tiles(_ items: [CampaignProgress], total: Total, _ today: CalendarDay) -> [CountTile] {
        let counts = items.map { CampaignCounts($0.counts) }
        let href = PageLink("/campaigns", [("from", today.description), ("to", today.description)]).text
        func sum(_ part: KeyPath<CampaignCounts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: part] } }
        return [
            CountTile("campaigns", "발송", total.count, href: href),
            CountTile("total", "대상", sum(\.total), href: href),
            CountTile("issued", "발급", sum(\.issued), href: href),
            CountTile("delivered", "도착", sum(\.delivered), tone: "ok", href: href),
            CountTile("pending", "결과 대기", sum(\.pending), tone: "info", href: href),
            CountTile("failed", "실패", sum(\.failed), tone: "bad", href: href),
            CountTile("unconfirmed", "확인 필요", sum(\.unconfirmed), tone: "warn", href: href),
        ]
    }
}

extension TodayPage.RecentCampaign {
    init(_ progress: CampaignProgress, companyName: String?, at now: Date) {
        let campaign = progress.campaign
        let counts = CampaignCounts(progress.counts)
        self.init(
            href: "/campaigns/\(campaign.id)", status: progress.status.chip, eventName: campaign.eventName,
            productName: campaign.productName, companyName: companyName, total: counts.total,
            delivered: counts.delivered, failed: counts.failed, started: PageTime.short(campaign.begins, at: now),
            startedExactly: SeoulTime.page(campaign.begins))
    }
}
