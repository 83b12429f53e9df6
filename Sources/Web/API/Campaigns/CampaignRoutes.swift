import Accounts
import Campaigns
import Cards
import Coupons
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Recipients
import Support

/// `/api/v1/campaigns`: preview, release, and looking at what became of it.
struct CampaignRoutes: Sendable {
    let parts: CampaignParts
    let once: Once
    let news: CampaignNews

    func add(to api: Doors) {
        api.sending.post("campaigns/preview", use: preview)
        api.sending.post("campaigns", use: create)
        api.viewing.get("campaigns", use: list)
        api.viewing.get("campaigns/:id") { _, context in try await answer(context) }
        api.viewing.get("campaigns/:id/coupons", use: coupons)
        api.sending.post("campaigns/:id/retry-failed", use: retryFailed)
        api.sending.post("campaigns/:id/reschedule", use: reschedule)
        api.viewing.get("campaigns/:id/events") { request, context in
            try await CampaignEvents(overview: parts.overview, news: news).response(request, context)
        }
    }

    private func create(_ request: Request, _ context: SendingContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(CampaignBody.self, from: bytes)
        return try await once.answer(request, context, body: bytes) { remember in
            let draft = try await body.draft(by: context.principal, parts)
            let (principal, saved) = (context.principal, try body.savedDraft())
            let campaign = try await parts.registration.register(draft, by: principal) { db, campaign in
                if let saved { try SavedDrafts.take(db, saved, of: principal) }
                try remember(db, .accepted, CampaignReleased(campaign))
            }
            return try JSONAnswer.response(CampaignReleased(campaign), status: .accepted)
        }
    }

    private func preview(_ request: Request, _ context: SendingContext) async throws -> Response {
        let body = try await request.decode(as: PreviewBody.self, context: context)
        let image = try await parts.preview.sample(
            company: body.companyId ?? context.principal.companyID, goodsID: body.goodsId, templateID: body.templateId,
            title: body.title ?? "", recipientName: body.recipient?.name ?? "", by: context.principal)
        return .card(image)
    }

    private func list(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let page = try PageRequest(request)
        let (items, total) = try await parts.overview.page(
            try CampaignSearch(request), in: context.principal.scope, offset: page.offset, limit: page.size)
        return try JSONAnswer.response(PageAnswer(items.map(CampaignAnswer.init), page, total: total))
    }

    /// The campaign as it stands: to who looks at it, and to who changed it.
    private func answer(_ context: some SignedIn) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        guard let progress = try await parts.overview.progress(of: id, in: context.principal.scope) else {
            throw Problem.notFound
        }
        return try JSONAnswer.response(CampaignAnswer(progress))
    }

    private func retryFailed(_ request: Request, _ context: SendingContext) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let bytes = try await request.body.collect(upTo: BodyLimit.json)
        return try await once.answer(request, context, body: bytes) { remember in
            let answer = try await parts.resending.retryFailed(of: id, by: context.principal) { db, answer in
                try remember(db, .ok, FailedRetriedAnswer(answer))
            }
            return try JSONAnswer.response(FailedRetriedAnswer(answer))
        }
    }

    private struct RescheduleBody: Decodable {
        let scheduledAt: String
        let nightConsent: Bool?
    }

    private func reschedule(_ request: Request, _ context: SendingContext) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(RescheduleBody.self, from: bytes)
        return try await once.answer(request, context, body: bytes) { remember in
            try await parts.rescheduling.reschedule(
                id, to: body.scheduledAt, nightConsent: body.nightConsent ?? false, by: context.principal
            ) { db, progress in
                try remember(db, .ok, CampaignAnswer(progress))
            }
            return try await answer(context)
        }
    }

    private func coupons(_ request: Request, _ context: ViewingContext) async throws -> Response {
        let page = try PageRequest(request)
        let filter = CouponFilter(
            issue: try request.query("issue", as: IssueState.self),
            delivery: try request.query("delivery", as: DeliveryState.self),
            redemption: try request.query("redemption", as: RedemptionState.self))
        let typed = request.query("q")
        let query = typed.flatMap(CouponQuery.init(typed:))
        if typed != nil, query == nil { throw Problem.invalidQuery("q", "휴대폰번호, 뒤 4자리, 쿠폰 번호, 주문번호로 찾을 수 있습니다.") }
        let found = try await parts.desk.page(
            of: try context.id(of: CampaignSubject.self), filter, matching: query, in: context.principal.scope,
            offset: page.offset, limit: page.size)
        guard let found else { throw Problem.notFound }
        return try JSONAnswer.response(PageAnswer(found.items.map(CouponAnswer.init), page, total: Total(found.total)))
    }
}

/// What the routes and pages of campaigns are built from.
package struct CampaignParts: Sendable {
    package let registration: Registration
    package let overview: CampaignOverview
    package let control: CampaignControl
    package let preview: CardPreview
    package let desk: CouponDesk
    package let imports: RecipientImports
    package let resending: Resending
    package let rescheduling: Rescheduling
    package let past: PastRecipients
    package let drafts: SavedDrafts
    package let preflight: Preflight
    package let testing: TestSending

    package init(
        registration: Registration, overview: CampaignOverview, control: CampaignControl, preview: CardPreview,
        desk: CouponDesk, imports: RecipientImports, resending: Resending, rescheduling: Rescheduling,
        past: PastRecipients, drafts: SavedDrafts,
        preflight: Preflight, testing: TestSending
    ) {
        (self.registration, self.overview, self.preview) = (registration, overview, preview)
        (self.control, self.past, self.drafts, self.preflight) = (control, past, drafts, preflight)
        self.testing = testing
        (self.desk, self.imports, self.resending) = (desk, imports, resending)
        self.rescheduling = rescheduling
    }
}

/// The answer to a release.
struct CampaignReleased: Encodable, Sendable {
    let id: CampaignID
    let status: String
    let counts: CountsAnswer

    init(_ campaign: Campaign) {
        id = campaign.id
        status = campaign.scheduledAt == nil ? "sending" : "scheduled"
        var counts = CouponCounts()
        counts.total = campaign.total
        counts.issue[.waiting] = campaign.total
        counts.delivery[.waiting] = campaign.total
        counts.redemption[.unused] = campaign.total
        self.counts = CountsAnswer(counts)
    }
}

extension SentMomentsAgo: ProblemConvertible {
    package var problem: Problem {
        var problem = Problem(
            .conflict, "sent_moments_ago", "방금 같은 발송을 요청했습니다",
            "같은 이벤트·명단·상품·내용의 발송을 10분 안에 이미 요청해, 쿠폰을 두 번 사지 않도록 등록하지 않았습니다. 먼저 요청한 발송을 확인해 주세요. 일부러 한 번 더 보내는 것이면 sendAgain을 true로 해서 다시 요청해 주세요."
        )
        problem.campaignID = campaign.description
        return problem
    }
}

extension RescheduleRefusal: ProblemConvertible {
    package var problem: Problem {
        self == .noSuchCampaign
            ? .notFound : Problem(.conflict, "not_allowed_now", "예약 시각을 바꿀 수 없습니다", reason)
    }
}

/// How many failed deliveries were begun again, and why the others were not.
struct FailedRetriedAnswer: Encodable, Sendable {
    struct Reason: Encodable, Sendable { let reason: String, count: Int }
    let resent: Int
    let skipped: Int
    let reasons: [Reason]

    init(_ answer: FailedRetried) {
        (resent, skipped) = (answer.resent, answer.skipped)
        reasons = Dictionary(grouping: answer.refusals, by: \.self)
            .map { Reason(reason: $0.key.reason, count: $0.value.count) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}

extension CampaignSearch {
    init(_ request: Request) throws {
        self.init()
        from = try Self.day("from", request)
        to = try Self.day("to", request)
        companyID = try request.queryID("companyId", of: Company.self)
        event = request.query("event")
        status = try request.query("status", as: CampaignProgress.Status.self)
        text = request.query("q")
        if let order = try request.sort(by: Sort.self).first { (sort, descending) = (order.field, order.descending) }
    }

    private static func day(_ name: Substring, _ request: Request) throws -> CalendarDay? {
        guard let text = request.query(name) else { return nil }
        guard let day = CalendarDay(text) else {
            throw Problem.invalidQuery(String(name), "날짜는 2026-11-22처럼 입력해 주세요.")
        }
        return day
    }
}
