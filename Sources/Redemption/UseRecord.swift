import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// Keeps a coupon's row true to everything that COUFUN has said of it. In transactions that have the coupon locked.
package enum UseRecord {
    /// A coupon's use before and after an answer.
    package struct Change: Sendable, Equatable {
        package let before: RedemptionState
        package let after: RedemptionState
    }

    /// Keeps what COUFUN answered to a question that was asked at `answer.askedAt`.
    ///
    /// - Returns: nil when a later question has been answered already, or there is no such coupon; then nothing changes.
    package static func keep(
        _ db: Connection, _ answer: SupplierAnswer, validUntil: CalendarDay?, of id: Coupon.ID, at now: Date
    ) throws -> Change? {
        guard let coupon = try Coupon.lock(db, id) else { return nil }
        if let known = coupon.use.answer, known.askedAt > answer.askedAt { return nil }
        try coupon.keep(db, answer, validUntil: validUntil)
        // Nobody knows what it means: shown as it came, and what was known before stays.
        if CouponUse.state(answer) != nil { try refresh(db, id, at: now) }
        guard let after = try Coupon.lock(db, id) else { return nil }
        return Change(before: coupon.use.state, after: after.use.state)
    }

    /// Writes what the answer and the exchanges on record amount to.
    @discardableResult
    static func refresh(_ db: Connection, _ id: Coupon.ID, at now: Date) throws -> UseHistory? {
        guard let coupon = try Coupon.lock(db, id) else { return nil }
        let history = UseHistory(answer: coupon.use.answer, exchanges: try ToldExchange.all(db, of: id))
        // COUFUN has answered that it is void: nothing takes that back.
        let state = coupon.issue == .cancelled ? .cancelled : history.state
        try coupon.recordUse(
            db, state, usedAt: history.usedAt, branch: history.branch, balance: history.balance, at: now)
        try ToldExchange.mark(db, of: id, odd: Array(history.odd.keys))
        return history
    }

    /// Takes what `event` says onto the coupon, and tells somebody when it cannot be.
    static func take(_ db: Connection, _ event: ULID, onto coupon: Coupon, at now: Date) throws {
        guard let what = try refresh(db, coupon.id, at: now)?.odd[event] else { return }
        try Alert.raise(
            db, .oddRedemption, about: coupon.id.description, company: coupon.companyID.ulid,
            "\(what) C/S 화면에서 쿠폰의 실시간 상태를 확인하세요.", at: now)
    }
}
