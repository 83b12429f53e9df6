import Accounts
import Coufun
import Coupons
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/coupons/{id}/status` and `…/cancel`: what needs COUFUN's answer.
struct CouponSupplierRoutes: Sendable {
    let live: LiveStatus
    let cancel: CancelCoupon

    func add(to api: RouterGroup<ServingContext>) {
        api.post("coupons/:id/status", use: status)
        api.post("coupons/:id/cancel", use: cancel)
    }

    private struct StatusAnswer: Encodable {
        /// As COUFUN wrote it.
        let status: String
        /// By everything that is known; nil when nobody knows what its STATUS means.
        @OrNull var redemption: String?
        @OrNull var remaining: Int?
        @OrNull var validUntil: String?
        let checkedAt: String
    }

    private func status(_ request: Request, _ context: ServingContext) async throws -> Response {
        let checked = try await live.check(
            try context.id(of: Coupon.self), in: context.principal.scope, by: context.principal.actor)
        let status = checked.status
        return try JSONAnswer.response(
            StatusAnswer(
                status: status.status, redemption: checked.isExplained ? checked.redemption.apiWord : nil,
                remaining: status.remaining?.amount, validUntil: status.validUntil?.description,
                checkedAt: SeoulTime.rfc3339(checked.askedAt)))
    }

    private struct CancelBody: Decodable {
        let reason: String?
    }

    private struct CancelAnswer: Encodable {
        /// `done`, `requested` (COUFUN has not answered yet and is asked again) or `refused`.
        let state: String
        let amount: Int
        @OrNull var code: String?
        @OrNull var message: String?
    }

    private func cancel(_ request: Request, _ context: ServingContext) async throws -> Response {
        let body = try await request.decode(as: CancelBody.self, context: context)
        let wish = try await cancel(
            try context.id(of: Coupon.self), reason: body.reason ?? "", in: context.principal.scope,
            by: context.principal.actor, user: context.principal.userID)
        if wish.state == .refused {
            throw SupplierProblem.refused(code: wish.code ?? "", message: wish.note ?? "")
        }
        return try JSONAnswer.response(
            CancelAnswer(state: wish.state.rawValue, amount: wish.amount.amount, code: wish.code, message: wish.note),
            status: wish.state == .done ? .ok : .accepted)
    }
}

extension RedemptionState {
    /// As the API writes it.
    var apiWord: String { self == .partlyUsed ? "partlyUsed" : rawValue }
}

extension SupplierProblem: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .notFound: .notFound
        case .notAllowed(let why): Problem(.conflict, "not_allowed_now", "지금은 할 수 없습니다", why)
        case .noAnswer(let words):
            Problem(.serviceUnavailable, "supplier_unavailable", "공급사 응답이 없습니다", words, retryAfterSeconds: 10)
        case .refused(let code, let message):
            Problem(.conflict, "supplier_refused", "공급사가 받아들이지 않았습니다", "\(message) (공급사 코드 \(code))")
        case .evidence(let field, let message):
            Problem(
                .unprocessableContent, "evidence_not_confirmed", "공급사에 확인되지 않았습니다", message,
                errors: [.init(field: field, message: message)])
        }
    }
}
