import Accounts
import Audit
import Coufun
import Coupons
import Foundation
import Issuing
import MariaDB
import Messaging
import Support

/// Cancels a coupon with a caller on the line: asks COUFUN what it is first, refuses what was used, and puts the wish on
/// record. Workers carry it out; the caller waits a moment for what comes of it.
package struct CancelCoupon: Sendable {
    static let withdrawalReason = "취소를 요청해 보내지 않았습니다."

    let live: LiveStatus
    /// Tells the workers that there is a wish.
    let wished: @Sendable () async -> Void

    package init(live: LiveStatus, wished: @escaping @Sendable () async -> Void) {
        (self.live, self.wished) = (live, wished)
    }

    /// `alongside`: the caller's Idempotency-Key; in the transaction of the wish, and once more when its end is known.
    /// - Throws: `SupplierProblem` or `FieldProblems`; then nothing was begun.
    /// - Returns: the wish as it stands: done, refused by COUFUN, or under way.
    package func callAsFunction(
        _ id: Coupon.ID, reason: String, in scope: TenantScope, by actor: Actor, user: User.ID,
        alongside: @escaping @Sendable (Connection, Cancellation) throws -> Void = { _, _ in }
    ) async throws -> Cancellation {
        let reason = reason.tidied
        guard (2...300).contains(reason.count) else {
            throw FieldProblems("reason", "취소 사유를 2~300자로 적어 주세요.")
        }
        let database = live.database
        let subject = try await live.subject(id, in: scope)
        if let known = try await standing(of: id, in: scope), known.state != .refused {
            return known  // pressed twice, or in two windows
        }
        if let why = Self.refusal(subject.coupon) { throw SupplierProblem.notAllowed(why) }
        try await live.check(id, in: scope, by: actor)
        let wish = Cancellation.ID.new()
        let (now, amount) = (Date(), subject.order.unitPrice)
        try await database.write { db in
            guard let coupon = try Coupon.lock(db, id) else { throw SupplierProblem.notFound }
            if let why = Self.refusal(coupon) { throw SupplierProblem.notAllowed(why) }
            guard try Cancellation.find(db, of: id, in: scope).map({ $0.state == .refused }) ?? true else { return }
            guard try Message.withdrawUnsent(db, of: id, reason: Self.withdrawalReason, at: now) else {
                throw SupplierProblem.notAllowed("지금 문자를 보내고 있는 쿠폰입니다. 잠시 뒤 다시 시도해 주세요. 바뀐 것은 없습니다.")
            }
            try Cancellation.request(db, wish, coupon, amount, reason: reason, by: user, at: now)
            try AccessRecord.add(
                db, actor: actor, action: "coupon.cancel",
                subject: .init(kind: "coupon", id: id.ulid, owner: coupon.companyID.ulid),
                detail: ["reason": reason, "amount": "\(amount.amount)"], at: now)
            if let begun = try Cancellation.find(db, of: id, in: scope) { try alongside(db, begun) }
        }
        await wished()
        let end = try await outcome(of: id, in: scope)
        if end.state != .requested { try await database.write { db in try alongside(db, end) } }
        return end
    }

    /// The wish when it is answered, or as it stands when nobody waits any longer.
    private func outcome(of id: Coupon.ID, in scope: TenantScope) async throws -> Cancellation {
        let end = ContinuousClock.now + LiveStatus.patience
        while true {
            guard let wish = try await standing(of: id, in: scope) else { throw SupplierProblem.notFound }
            guard wish.state == .requested, ContinuousClock.now < end else { return wish }
            try await Task.sleep(for: .milliseconds(100))
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
        case (.issued, .expired) where coupon.use.state == .partlyUsed: "일부 사용된 쿠폰이라 취소할 수 없습니다."
        // Whether what was never used can still be given back is COUFUN's to say.
        case (.issued, .unused), (.issued, .expired): nil
        }
    }
}
