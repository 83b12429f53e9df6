import Accounts
import Campaigns
import Cards
import Coupons
import CustomerService
import Foundation
import Hummingbird
import MariaDB
import Safeguards
import Support

/// `/campaigns/{id}`
struct CampaignPageRoutes: Sendable {
    let desk: PageDesk
    let parts: WebParts

    func add(to group: RouterGroup<ViewingContext>) {
        group.get("campaigns/:id", use: show)
    }

    private func show(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let scope = context.principal.scope
        guard let progress = try await parts.campaigns.overview.progress(of: id, in: scope) else {
            throw Problem.notFound
        }
        let names = try await parts.names(of: [progress.campaign], holders: progress.holds.compactMap(\.heldBy))
        let (reasons, template) = try await parts.database.read { db in
            let campaign = progress.campaign
            return (
                try Coupon.failureReasons(db, of: id, in: scope),
                try CardTemplate.find(db, campaign.templateID, version: campaign.templateVersion)?.name ?? "–"
            )
        }
        let page = CampaignPage(
            CampaignPage.Facts(progress, names, templateName: template, at: Date()),
            controls: context.principal.may(.sendCoupons) ? CampaignControls(progress) : nil,
            counts: CampaignCounts(progress.counts), list: try await list(of: id, request, scope),
            failures: reasons.map(CampaignPage.FailureReason.init))
        return try desk.response(page, for: context.session)
    }

    private func list(of id: CampaignID, _ request: Request, _ scope: TenantScope) async throws
        -> CampaignPage.RecipientList
    {
        let group = request.query("show").flatMap(RecipientGroup.init(rawValue:)) ?? .all
        let paging = try PageRequest(request)
        let typed = request.query("q") ?? ""
        let query = CouponQuery(typed: typed)
        // What cannot be a number of anything finds nobody.
        guard typed.isEmpty || query != nil else {
            return CampaignPage.RecipientList(group: group, query: typed, total: 0, rows: [], pager: nil)
        }
        let found = try await parts.campaigns.desk.page(
            of: id, group.filter, matching: query, in: scope, offset: paging.offset, limit: paging.size)
        guard let found else { throw Problem.notFound }
        let now = Date()
        let link = PageLink(
            "/campaigns/\(id)", [("show", group == .all ? nil : group.rawValue), ("q", typed)])
        return CampaignPage.RecipientList(
            group: group, query: typed, total: found.total, rows: found.items.map { RecipientRow($0, at: now) },
            pager: Pager(page: paging.page, size: paging.size, total: Total(found.total), link: link))
    }
}

extension RecipientGroup {
    /// The rows behind the number.
    var filter: CouponFilter {
        switch self {
        case .all: CouponFilter()
        case .issued: CouponFilter(issue: .issued)
        case .sent: CouponFilter(group: .handedOver)
        case .delivered: CouponFilter(delivery: .delivered)
        case .pending: CouponFilter(group: .awaited)
        case .failed: CouponFilter(group: .failed)
        case .unconfirmed: CouponFilter(issue: .unconfirmed)
        }
    }
}

extension RecipientRow {
    init(_ facts: CouponFacts, at now: Date) {
        let coupon = facts.coupon
        let latest =
            switch (coupon.issue, coupon.delivery) {
            case (.failed, _), (.unconfirmed, _): coupon.issueNote
            case (_, .failed): coupon.deliveryNote
            default: nil as String?
            }
        self.init(
            couponID: coupon.id.description, name: facts.maskedName, phone: facts.maskedPhone, issue: coupon.issue.chip,
            delivery: coupon.delivery.chip, redemption: coupon.redemption.chip,
            latest: latest ?? PageTime.short(coupon.deliveredAt ?? coupon.changedAt, at: now))
    }
}

extension CampaignPage.FailureReason {
    /// The area writes `무엇 – 할 일`; the two stand on lines of their own.
    init(reason: String, count: Int) {
        let parts = reason.split(separator: " – ", maxSplits: 1).map(String.init)
        self.init(reason: parts.first ?? reason, todo: parts.count > 1 ? parts[1] : "", count: count)
    }
}

extension CampaignPage.Facts {
    init(_ progress: CampaignProgress, _ names: CampaignNames, templateName: String, at now: Date) {
        let campaign = progress.campaign
        let status = progress.status
        self.init(
            id: campaign.id.description, eventName: campaign.eventName, companyName: names.company(of: campaign),
            productName: campaign.productName, registrant: names.registrant(of: campaign), status: status.chip,
            isMoving: progress.counts.moving > 0 || progress.isStopping,
            isSending: status == .sending, halted: CampaignStanding.words(progress, names, at: now),
            price: campaign.unitPrice,
            startedExactly: SeoulTime.page(campaign.begins), startedWord: campaign.begins > now ? "예약" : "시작",
            rateWords: Self.rate(progress, at: now), messageTitle: campaign.title, message: campaign.message,
            purpose: campaign.purpose.word,
            callbackNumber: SenderNumber(campaign.callbackNumber)?.hyphenated ?? campaign.callbackNumber,
            templateName: templateName, scheduled: campaign.scheduledAt.map(SeoulTime.page) ?? "바로 보내기")
    }

    private static func rate(_ progress: CampaignProgress, at now: Date) -> String {
        guard let rate = progress.ratePerMinute else { return "" }
        guard let end = progress.estimatedEnd else { return "분당 \(rate.grouped)건" }
        let seconds = max(1, Int(end.timeIntervalSince(now).rounded(.up)))
        let left = seconds < 60 ? "약 \(seconds)초" : "약 \(((seconds + 59) / 60).grouped)분"
        return "분당 \(rate.grouped)건 · \(left) 남음"
    }
}
