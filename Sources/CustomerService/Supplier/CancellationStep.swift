import Accounts
import Coufun
import Coupons
import Foundation
import Issuing
import Jobs
import Logging
import MariaDB
import Messaging
import Safeguards
import Sealing
import Support

/// Carries out wishes to cancel: claim, COMMIT, take back the coupon's message, ask COUFUN, record.
///
/// The message comes first: a coupon that is worth nothing any more must not arrive. What the agent has begun arrives.
/// Asking again is safe: COUFUN answers 18 for what it has cancelled already. So a wish is asked until it is answered,
/// whatever dies in between.
package struct CancellationStep: WorkStep {
    package let name = "cancellation"
    let database: Database
    let data: PersonalData
    let authority: any CouponAuthority
    let withdrawal: Withdrawal
    let worker: WorkerIdentity
    let logger: Logger

    package init(
        database: Database, data: PersonalData, authority: any CouponAuthority, withdrawal: Withdrawal,
        worker: WorkerIdentity, logger: Logger
    ) {
        (self.database, self.data, self.authority) = (database, data, authority)
        (self.withdrawal, self.worker, self.logger) = (withdrawal, worker, logger)
    }

    /// One wish that is due.
    package func runOnce() async throws -> Int {
        let claimed = try await database.write { [worker] db -> (Cancellation, SupplierSubject)? in
            guard let wish = try Cancellation.claim(db, worker: worker, at: Date()),
                let subject = try SupplierSubject.find(db, wish.couponID, in: .all)
            else { return nil }
            return (wish, subject)
        }
        guard let (wish, subject) = claimed else { return 0 }
        guard let barcode = try? subject.barcode(data) else {  // what is sealed does not open: the others go on
            try await postpone(
                wish, by: 300, note: "저장된 쿠폰 번호를 열 수 없습니다. 암호화 키(ENCRYPTION_KEY) 설정을 확인하세요.")
            return 1
        }
        guard try await takeBackMessage(of: wish.couponID, for: wish) else { return 0 }
        let call = try await database.write { db in
            try CouponCall.begin(
                db, .cancel, of: subject.order, coupon: wish.couponID, attempt: wish.attempts, at: Date())
        }
        Failpoint.cancellingBeforeCall.pass()
        let reply = await authority.cancel(
            pocID: subject.order.pocID, goodsID: subject.order.goodsID, barcode: barcode)
        Failpoint.cancellingAfterCall.pass()
        try await record(reply, of: call, for: wish)
        return 1
    }

    /// After the wish no further message of the coupon is handed over, so that what is taken back here stays with us.
    ///
    /// - Returns: false when COUFUN is not to be asked yet; the wish is given back then.
    private func takeBackMessage(of coupon: Coupon.ID, for wish: Cancellation) async throws -> Bool {
        let atTheAgent = try await database.read { db in try Message.queued(db, of: coupon) }
        do {
            if !atTheAgent.isEmpty { try await withdrawal.takeBack(of: coupon) }
            let isEnded = try await database.write { db in
                guard try Message.withdrawUnsent(db, of: coupon, reason: CancelCoupon.withdrawalReason, at: Date())
                else { return false }
                // What is still there although it was to be taken back has been begun; another one was not tried yet.
                return try Set(Message.queued(db, of: coupon)).isSubset(of: atTheAgent)
            }
            // Another step is taking it back, or nobody knew a moment ago how its hand-over ended.
            if !isEnded { try await wait(with: wish) }
            return isEnded
        } catch {
            try await wait(with: wish)
            throw error
        }
    }

    /// Gives the wish back for a while: its message comes first.
    private func wait(with wish: Cancellation) async throws {
        try await postpone(wish, by: 5, note: "보내려던 문자를 먼저 거두어들이고 있습니다.")
    }

    private func postpone(_ wish: Cancellation, by seconds: Double, note: String) async throws {
        let now = Date()
        try await database.write { db in
            _ = try wish.settle(
                db, .requested, code: nil, note: note, retryAt: now.addingTimeInterval(seconds), at: now)
        }
    }

    private func record(_ reply: CoufunReply<String?>, of call: CouponCall, for wish: Cancellation) async throws {
        let (now, data) = (Date(), data)
        let (state, code, note) = Self.read(reply.outcome)
        let retryAt = now.addingTimeInterval(min(300, 2 * Double(1 << min(wish.attempts, 8))))
        try await database.write { db in
            try call.end(db, reply, data, at: now)
            guard try wish.settle(db, state, code: code, note: note, retryAt: retryAt, at: now) else { return }
            if state != .requested, let coupon = try Coupon.lock(db, wish.couponID) {
                if state == .done {
                    try coupon.recordCancelled(db, note: "취소됨 · \(wish.amount.text) 환불 대상", at: now)
                } else {
                    try coupon.recordCancelRequest(db, at: nil)
                    if coupon.delivery == .withdrawn, let message = coupon.messageID {
                        try Coupon.setDelivery(
                            db, ofMessages: [message], to: .withdrawn, note: "취소가 거절되었고 문자는 보내지 않았습니다. 재발송할 수 있습니다.",
                            at: now)
                    }
                }
            }
        }
        logger.info(
            "Cancellation", metadata: ["coupon.id": "\(wish.couponID)", "state": "\(state)", "code": "\(code ?? "-")"])
    }

    private static func read(_ outcome: CoufunOutcome<String?>) -> (Cancellation.State, code: String?, note: String?) {
        switch outcome {
        case .done: (.done, "00", nil)
        case .refused(let refusal) where refusal.code == "18": (.done, "18", refusal.message)
        case .refused(let refusal) where refusal.kind == .later: (.requested, refusal.code, refusal.message)
        case .refused(let refusal): (.refused, refusal.code, refusal.message)
        case .notSent, .unknown: (.requested, nil, "공급사 응답을 받지 못했습니다.")
        }
    }
}
