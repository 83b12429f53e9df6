import Accounts
import Campaigns
import Foundation
import Hummingbird
import Support

/// `/campaigns`: filters, order and page stand in the address.
struct CampaignListRoutes: Sendable {
    let desk: PageDesk
    let parts: WebParts

    func add(to group: RouterGroup<ViewingContext>) {
        group.get("campaigns", use: show)
    }

    private func show(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let now = Date()
        let wish = CampaignListWish(request, at: now)
        let paging = try PageRequest(request)
        var (items, total): ([CampaignProgress], Total) = ([], .none)
        if wish.problem == nil {
            (items, total) = try await parts.campaigns.overview.page(
                wish.search, in: context.principal.scope, offset: paging.offset, limit: paging.size)
        }
        let names = try await parts.names(of: items.map(\.campaign))
        let companies = try await parts.companies(for: context.principal)
        let page = CampaignListPage(
            periods: wish.periods, from: wish.from, to: wish.to,
            companies: companies.map { Choice($0.id.description, $0.name, selected: $0.id == wish.search.companyID) },
            statuses: CampaignProgress.Status.allCases.map {
                Choice($0.rawValue, $0.word, selected: $0 == wish.search.status)
            },
            query: wish.search.text ?? "", problem: wish.problem, total: total,
            columns: wish.columns(showingCompany: !companies.isEmpty),
            rows: items.map { CampaignRow($0, names, at: now) },
            pager: Pager(page: paging.page, size: paging.size, total: total, link: wish.link),
            drafts: try await drafts(of: context.principal, at: now))
        return try desk.response(page, for: context.session)
    }
}

extension CampaignListRoutes {
    /// Above the first page only the latest few; the others are not lost.
    private func drafts(of principal: Principal, at now: Date) async throws -> [DraftRow] {
        guard principal.may(.sendCoupons) else { return [] }
        return try await parts.campaigns.drafts.all(of: principal).prefix(5).map { draft in
            DraftRow(
                id: draft.id.description, name: draft.content.eventName ?? "",
                changed: PageTime.short(draft.changedAt, at: now), changedExactly: SeoulTime.page(draft.changedAt))
        }
    }
}

extension CampaignRow {
    init(_ progress: CampaignProgress, _ names: CampaignNames, at now: Date) {
        let campaign = progress.campaign
        self.init(
            id: campaign.id.description, status: progress.status.chip, isMoving: progress.status == .sending,
            eventName: campaign.eventName, productName: campaign.productName,
            companyName: names.company(of: campaign), counts: CampaignCounts(progress.counts), amount: campaign.amount,
            started: PageTime.short(campaign.begins, at: now), startedExactly: SeoulTime.page(campaign.begins),
            registrant: names.registrant(of: campaign))
    }
}
