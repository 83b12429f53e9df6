import Accounts
import Coupons
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/coupons` and `/coupons/{id}`
struct CouponPageRoutes: Sendable {
    let desk: PageDesk
    let parts: WebParts
    private static let mostShown = 100

    func add(to group: RouterGroup<ServingContext>) {
        group.get("coupons", use: start)
        // What is searched for is a phone number or a barcode: it travels in the body, so that no address, history or
        // log keeps it.
        group.post("coupons", use: search)
        group.get("coupons/:id", use: show)
    }

    private func start(_ request: Request, _ context: ServingContext) throws -> Response {
        return try desk.response(CouponSearchPage(query: "", rows: [], limit: Self.mostShown), for: context.session)
    }

    private func search(_ request: Request, _ context: ServingContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 4096)
        let typed = FormFields(String(buffer: body)).entered("q") ?? ""
        guard !typed.isEmpty else { return try start(request, context) }
        guard let query = CouponQuery(typed: typed) else {
            let page = CouponSearchPage(
                query: typed, problem: "찾을 수 없는 번호입니다. 휴대폰 번호 전체나 뒤 4자리, 쿠폰 번호, 주문번호를 입력해 주세요.", rows: [],
                limit: Self.mostShown)
            return try desk.response(page, for: context.session, status: .unprocessableContent)
        }
        let found = try await parts.campaigns.desk.search(query, in: context.principal.scope)
        if found.count == 1, let only = found.first { return Self.open(only.coupon.id, request) }
        let now = Date()
        let page = CouponSearchPage(
            query: typed, rows: found.map { CouponRow($0, at: now) }, limit: Self.mostShown)
        return try desk.response(page, for: context.session)
    }

    private static func open(_ id: Coupon.ID, _ request: Request) -> Response {
        let path = "/coupons/\(id)"
        // htmx would put the redirected page into the old one; it goes there itself when told so.
        guard request.headers[.hxRequest] == nil else { return Response(status: .ok, headers: [.hxRedirect: path]) }
        return .redirect(to: path, type: .normal)
    }

    private func show(_ request: Request, _ context: ServingContext) async throws -> Response {
        let id = try context.id(of: Coupon.self)
        let scope = context.principal.scope
        guard let facts = try await parts.campaigns.desk.facts(of: id, in: scope),
            let events = try await parts.campaigns.desk.timeline(of: id, in: scope)
        else { throw Problem.notFound }
        guard let resend = try await parts.campaigns.resending.standing(of: id, in: scope) else {
            throw Problem.notFound
        }
        let now = Date()
        let company = context.principal.isAdministrator ? try await parts.names(of: [facts.campaign]) : nil
        let page = CouponPage(
            CouponPage.Facts(facts, companyName: company?.company(of: facts.campaign), at: now),
            events: events.reversed().map(CouponPage.Event.init),
            actions: [
                .resend(resend), .cancel(facts.coupon, try await parts.supplier.cancel.standing(of: id, in: scope)),
            ],
            answer: CouponAnswerText(facts, events, at: now).text)
        return try desk.response(page, for: context.session)
    }
}

extension CouponPage.Action {
    fileprivate static func cancel(_ coupon: Coupon, _ wish: Cancellation?) -> CouponPage.Action {
        let refusal =
            wish?.state == .requested ? "취소를 요청했고 공급사 답을 기다리고 있습니다." : CancelCoupon.refusal(coupon)
        return CouponPage.Action(
            key: "cancel", icon: "fa-solid fa-ban", name: "쿠폰 취소", reason: refusal ?? "공급사에서 취소하고 환불 대상으로 기록합니다.",
            allowed: refusal == nil)
    }

    fileprivate static func resend(_ standing: ResendStanding) -> CouponPage.Action {
        CouponPage.Action(
            key: "resend", icon: "fa-regular fa-paper-plane", name: "재발송",
            reason: standing.refusal?.reason ?? "\(standing.count)/\(standing.limit)회 다시 보냄",
            allowed: standing.refusal == nil)
    }
}

extension HTTPField.Name {
    static let hxRequest = HTTPField.Name("HX-Request")!
    static let hxRedirect = HTTPField.Name("HX-Redirect")!
}
