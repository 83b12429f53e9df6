import Accounts
import Coupons
import CustomerService
import Foundation
import Hummingbird
import Support

/// `/api/v1/coupons`: finding a coupon with a caller on the line.
struct CouponRoutes: Sendable {
    let desk: CouponDesk
    let resending: Resending
    let once: Once

    func add(to api: RouterGroup<ServingContext>) {
        api.get("coupons", use: search)
        api.get("coupons/:id", use: show)
        api.get("coupons/:id/timeline", use: timeline)
        api.post("coupons/:id/resend", use: resend)
    }

    private struct SearchAnswer: Encodable {
        let items: [CouponAnswer]
        let total: Int
    }

    private func search(_ request: Request, _ context: ServingContext) async throws -> Response {
        guard let query = request.query("q").flatMap(CouponQuery.init(typed:)) else {
            throw Problem.invalidQuery("q", "휴대폰번호, 뒤 4자리, 쿠폰 번호, 주문번호 가운데 하나를 입력해 주세요.")
        }
        let found = try await desk.search(query, in: context.principal.scope)
        return try JSONAnswer.response(SearchAnswer(items: found.map(CouponAnswer.init), total: found.count))
    }

    private func show(_ request: Request, _ context: ServingContext) async throws -> Response {
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

    private func timeline(_ request: Request, _ context: ServingContext) async throws -> Response {
        let id = try context.id(of: Coupon.self)
        guard let events = try await desk.timeline(of: id, in: context.principal.scope) else { throw Problem.notFound }
        return try JSONAnswer.response(
            TimelineAnswer(
                items: events.map {
                    .init(kind: $0.kind.rawValue, at: SeoulTime.rfc3339($0.at), detail: $0.detail, actor: $0.actor)
                }))
    }

    private struct ResendBody: Decodable {
        let reason: String
    }

    private func resend(_ request: Request, _ context: ServingContext) async throws -> Response {
        let id = try context.id(of: Coupon.self)
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(ResendBody.self, from: bytes)
        return try await once.answer(request, context, body: bytes) { remember in
            let resent = try await resending.resend(id, reason: body.reason, by: context.principal) { db, resent in
                try remember(db, .accepted, ResendAnswer(resent))
            }
            return try JSONAnswer.response(ResendAnswer(resent), status: .accepted)
        }
    }
}

/// The answer to a resend that was begun.
struct ResendAnswer: Encodable, Sendable {
    let id: Coupon.ID
    let delivery: String
    let resendCount: Int
    let resendLimit: Int

    init(_ resent: Resent) {
        (id, resendCount, resendLimit) = (resent.coupon, resent.count, resent.limit)
        delivery = DeliveryState.waiting.rawValue
    }
}

extension ResendRefusal: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .noSuchCoupon, .noSuchCampaign: .notFound
        case .notSendable, .optedOut, .notSentYet, .stillPending, .limitReached, .campaignStopped, .nothingFailed:
            Problem(.conflict, "not_allowed_now", "다시 보낼 수 없습니다", reason)
        }
    }
}
