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
    let once: Once

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

    private func cancel(_ request: Request, _ context: ServingContext) async throws -> Response {
        let id = try context.id(of: Coupon.self)
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(CancelBody.self, from: bytes)
        let requestID = context.requestID
        return try await once.answer(request, context, body: bytes) { remember in
            let wish = try await cancel(
                id, reason: body.reason ?? "", in: context.principal.scope, by: context.principal.actor,
                user: context.principal.userID
            ) { db, wish in
                if let refusal = CancelAnswer.refusal(wish) {
                    try remember(db, refusal.status, refusal.body(requestID: requestID))
                } else {
                    try remember(db, CancelAnswer.status(wish), CancelAnswer(wish))
                }
            }
            if let refusal = CancelAnswer.refusal(wish) { throw refusal }
            return try JSONAnswer.response(CancelAnswer(wish), status: CancelAnswer.status(wish))
        }
    }
}

/// How far a cancellation has got.
private struct CancelAnswer: Encodable, Sendable {
    /// `done`, or `requested`: COUFUN has not answered yet and is asked again.
    let state: String
    let amount: Int
    @OrNull var code: String?
    @OrNull var message: String?

    init(_ wish: Cancellation) {
        (state, amount, code, message) = (wish.state.rawValue, wish.amount.amount, wish.code, wish.note)
    }

    static func status(_ wish: Cancellation) -> HTTPResponse.Status { wish.state == .done ? .ok : .accepted }

    /// nil when COUFUN has not refused it.
    static func refusal(_ wish: Cancellation) -> Problem? {
        guard wish.state == .refused else { return nil }
        return SupplierProblem.refused(code: wish.code ?? "", message: wish.note ?? "").problem
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
