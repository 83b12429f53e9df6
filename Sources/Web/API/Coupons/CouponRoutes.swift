import Accounts
import Coupons
import CustomerService
import Foundation
import Hummingbird
import Support

/// `/api/v1/coupons`: finding a coupon with a caller on the line.
struct CouponRoutes: Sendable {
    let desk: CouponDesk

    func add(to api: RouterGroup<SignedInContext>) {
        api.get("coupons", use: search)
        api.get("coupons/:id", use: show)
        api.get("coupons/:id/timeline", use: timeline)
    }

    private struct SearchAnswer: Encodable {
        let items: [CouponAnswer]
        let total: Int
    }

    private func search(_ request: Request, _ context: SignedInContext) async throws -> Response {
        try context.require(.serveCustomers)
        guard let query = request.query("q").flatMap(CouponQuery.init(typed:)) else {
            throw Problem.invalidQuery("q", "휴대폰번호, 뒤 4자리, 쿠폰 번호, 주문번호 가운데 하나를 입력해 주세요.")
        }
        let found = try await desk.search(query, in: context.principal.scope)
        return try JSONAnswer.response(SearchAnswer(items: found.map(CouponAnswer.init), total: found.count))
    }

    private func show(_ request: Request, _ context: SignedInContext) async throws -> Response {
        try context.require(.serveCustomers)
        guard let facts = try await desk.facts(of: try context.id(of: Coupon.self), in: context.principal.scope) else {
            throw Problem.notFound
        }
        return try JSONAnswer.response(CouponAnswer(facts))
    }

    private struct TimelineAnswer: Encodable {
        struct Event: Encodable {
            let kind: String
            let at: String
            @OrNull var detail: String?
            @OrNull var actor: String?
        }
        let items: [Event]
    }

    private func timeline(_ request: Request, _ context: SignedInContext) async throws -> Response {
        try context.require(.serveCustomers)
        let id = try context.id(of: Coupon.self)
        guard let events = try await desk.timeline(of: id, in: context.principal.scope) else { throw Problem.notFound }
        return try JSONAnswer.response(
            TimelineAnswer(
                items: events.map {
                    .init(kind: $0.kind.rawValue, at: SeoulTime.rfc3339($0.at), detail: $0.detail, actor: $0.actor)
                }))
    }
}
