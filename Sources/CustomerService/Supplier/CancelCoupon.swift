import Accounts
import Audit
import Campaigns
import Coufun
import Coupons
import Foundation
import MariaDB
import Messaging
import Support

/// Cancels a coupon with a caller on the line: asks COUFUN what it is first, refuses what was used.
package struct CancelCoupon: Sendable {
    static let withdrawalReason = "취소를 요청해 보내지 않았습니다."

    let live: LiveStatus
    let step: CancellationStep

    package init(live: LiveStatus, step: CancellationStep) { (self.live, self.step) = (live, step) }

    /// - Throws: `SupplierProblem` or `FieldProblems`; then nothing has changed.
    /// - Returns: the wish as it stands: done, refused by COUFUN, or still being asked.
    package func callAsFunction(
        _ id: Coupon.ID, reason: String, in scope: TenantScope, by actor: Actor, user: User.ID
    ) async throws -> Cancellation {
        let reason = reason.tidied
        guard (2...300).contains(reason.count) else {
            throw FieldProblems("reason", "취소 사유를 2~300자로 적어 주세요.")
        }
        let database = live.database
        let (coupon, campaign, _) = try await live.subject(id, in: scope)
        if let known = try await database.read({ db in try Cancellation.find(db, of: id, in: scope) }),
            known.state != .refused
        {
            return known  // pressed twice, or in two windows
        }
        if let why = Self.refusal(coupon) { throw SupplierProblem.notAllowed(why) }
        try await live.check(id, in: scope, by: actor)
        let wish = Cancellation.ID.new()
        let now = Date()
        try await database.write { db in
            guard let coupon = try Coupon.lock(db, id) else { throw SupplierProblem.notFound }
            if let why = Self.refusal(coupon) { throw SupplierProblem.notAllowed(why) }
            guard try Cancellation.find(db, of: id, in: scope).map({ $0.state == .refused }) ?? true else { return }
            guard try Message.withdrawUnsent(db, of: id, reason: Self.withdrawalReason, at: now) else {
                throw SupplierProblem.notAllowed("지금 문자를 보내고 있는 쿠폰입니다. 잠시 뒤 다시 시도해 주세요. 바뀐 것은 없습니다.")
            }
            try Cancellation.request(db, wish, coupon, campaign.unitPrice, reason: reason, by: user, at: now)
            try AccessRecord.add(
                db, actor: actor, action: "coupon.cancel",
                subject: .init(kind: "coupon", id: id.ulid, owner: coupon.companyID.ulid),
                detail: ["reason": reason, "amount": "\(campaign.unitPrice.amount)"], at: now)
        }
        // Tried at once; what is not answered in time goes on in the background, and after a crash by the step.
        let asking = Task<_, any Error> { [step] in
            if try await step.run(wish) == nil { try await waitForWorkers(id, in: scope) }
        }
        _ = try await asking.value(within: LiveStatus.patience)
        guard let now = try await standing(of: id, in: scope) else { throw SupplierProblem.notFound }
        return now
    }

    /// Until they have an answer, or nobody waits for it any more.
    private func waitForWorkers(_ id: Coupon.ID, in scope: TenantScope) async throws {
        let end = ContinuousClock.now + LiveStatus.patience
        while ContinuousClock.now < end, try await standing(of: id, in: scope)?.state == .requested {
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// The wish to cancel it, when there is one.
    package func standing(of id: Coupon.ID, in scope: TenantScope) async throws -> Cancellation? {
        try await live.database.read { db in try Cancellation.find(db, of: id, in: scope) }
    }

    /// Korean, why this coupon cannot be cancelled; nil when it can.
    package static func refusal(_ coupon: Coupon) -> String? {
        switch (coupon.issue, coupon.redemption) {
        case (.cancelled, _), (_, .cancelled): "이미 취소된 쿠폰입니다."
        case (.waiting, _), (.issuing, _): "아직 발급되지 않아 취소할 수 없습니다."
        case (.failed, _): "발급되지 않은 쿠폰이라 취소할 것이 없습니다."
        case (.unconfirmed, _): "발급되었는지 확인되지 않았습니다. '확인 필요'에서 먼저 처리해 주세요."
        case (.issued, .used): "이미 사용된 쿠폰이라 취소할 수 없습니다."
        case (.issued, .partlyUsed): "일부 사용된 쿠폰이라 취소할 수 없습니다."
        case (.issued, .expired): "유효기간이 지난 쿠폰이라 취소할 수 없습니다."
        case (.issued, .unused): nil
        }
    }
}
