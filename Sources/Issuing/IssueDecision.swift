import Coufun
import Coupons

/// What follows from the end of a call: the whole issuing state machine as one pure function (rule 3).
package struct IssueDecision: Sendable, Equatable {
    package let state: IssueOrder.State
    package let everAmbiguous: Bool
    /// Seconds until the next call may be made; only for `planned` and `ambiguous`.
    package let retryAfterSeconds: Double
    /// Whether this call counts towards `COUFUN_ATTEMPTS`: one that never left us does not.
    package let countsAsAttempt: Bool
    package let coupons: IssueState
    /// Korean, for the person at the screen; nil when all is well.
    package let note: String?
    /// COUFUN refuses the company as a whole: calling on would only burn orders.
    package let stopsCompany: Bool

    init(
        state: IssueOrder.State, everAmbiguous: Bool, retryAfterSeconds: Double, countsAsAttempt: Bool,
        coupons: IssueState, note: String?, stopsCompany: Bool = false
    ) {
        (self.state, self.everAmbiguous, self.retryAfterSeconds) = (state, everAmbiguous, retryAfterSeconds)
        (self.countsAsAttempt, self.coupons, self.note) = (countsAsAttempt, coupons, note)
        self.stopsCompany = stopsCompany
    }

    /// `order`: as it was claimed; `attempts` includes the call that just ended.
    /// `outcome`: nil when the calling process died and nobody knows how the call ended.
    /// `jitter`: 0–1, spreads retries.
    package static func after(
        _ order: IssueOrder, _ outcome: CoufunOutcome<CreatedCoupons>?, policy: IssuePolicy, jitter: Double
    ) -> IssueDecision {
        switch outcome {
        case .done(let created):
            guard created.barcodes.count == order.quantity else {
                return unconfirmed("공급사가 \(order.quantity)장 요청에 \(created.barcodes.count)장을 보내왔습니다. 확인이 필요합니다.")
            }
            return IssueDecision(
                state: .issued, everAmbiguous: order.everAmbiguous, retryAfterSeconds: 0, countsAsAttempt: true,
                coupons: .issued, note: nil)
        case .notSent:
            return again(
                order, counts: false, after: backoff(order.attempts, jitter),
                note: "쿠폰 공급사에 연결하지 못했습니다. 연결되면 자동으로 발급합니다.")
        case .refused(let refusal): return refused(order, refusal, policy, jitter)
        case .unknown, nil:
            guard policy.ambiguous == .retry, order.attempts < policy.attempts else {
                return unconfirmed("공급사 응답을 받지 못했습니다. 같은 쿠폰이 두 번 발급되지 않도록 자동으로 다시 요청하지 않습니다.")
            }
            return IssueDecision(
                state: .ambiguous, everAmbiguous: true,
                // The death of a process says nothing about COUFUN's health: no reason to wait.
                retryAfterSeconds: outcome == nil ? 0 : backoff(order.attempts, jitter), countsAsAttempt: true,
                coupons: .issuing, note: "공급사 응답을 받지 못해 같은 거래번호로 다시 확인하고 있습니다.")
        }
    }

    /// COUFUN issued, and not every barcode has a coupon to go to.
    static func cannotBeHandedOut(_ isWithoutCoupon: Bool) -> IssueDecision {
        unconfirmed(
            isWithoutCoupon
                ? "공급사가 발급했지만 쿠폰 번호를 받을 쿠폰이 없습니다. 응답은 보관했으니 공급사에서 취소할지 확인해 주세요."
                : "공급사가 이미 다른 쿠폰에 준 번호를 다시 보냈습니다. 확인이 필요합니다.")
    }

    private static func refused(
        _ order: IssueOrder, _ refusal: CoufunRefusal, _ policy: IssuePolicy, _ jitter: Double
    ) -> IssueDecision {
        switch refusal.kind {
        case .later where order.attempts < policy.attempts:
            // "Under maintenance, or late": the second does not say that nothing was issued, so no later "no" may either.
            return IssueDecision(
                state: .ambiguous, everAmbiguous: true, retryAfterSeconds: 5 * backoff(order.attempts, jitter),
                countsAsAttempt: true, coupons: .issuing, note: refusal.message)
        case .later:
            return unconfirmed("공급사가 점검·지연 중이라고만 답해 발급 여부를 알 수 없습니다. 공급사에 확인해 주세요.")
        case .duplicate:
            // Somebody had this TR_ID before, and only we could have: a call issued and its barcodes are not known.
            return unconfirmed("공급사에는 발급되어 있지만 쿠폰 번호를 받지 못했습니다. 공급사에 쿠폰 번호를 확인해 주세요.")
        case .account:
            // Not the order's fault: it waits, and so does the company, until somebody has put it right.
            return again(order, counts: false, after: 0, note: refusal.message, stopsCompany: true)
        case .content, .state, .ambiguous, .other:
            // After an open call, a "no" to the next one does not say that the first one issued nothing.
            guard !order.everAmbiguous else { return unconfirmed(refusal.message) }
            return IssueDecision(
                state: .failed, everAmbiguous: false, retryAfterSeconds: 0, countsAsAttempt: true, coupons: .failed,
                note: refusal.message)
        }
    }

    private static func again(
        _ order: IssueOrder, counts: Bool, after seconds: Double, note: String, stopsCompany: Bool = false
    ) -> IssueDecision {
        IssueDecision(
            state: order.everAmbiguous ? .ambiguous : .planned, everAmbiguous: order.everAmbiguous,
            retryAfterSeconds: seconds, countsAsAttempt: counts, coupons: order.everAmbiguous ? .issuing : .waiting,
            note: note, stopsCompany: stopsCompany)
    }

    private static func unconfirmed(_ note: String) -> IssueDecision {
        IssueDecision(
            state: .unconfirmed, everAmbiguous: true, retryAfterSeconds: 0, countsAsAttempt: true,
            coupons: .unconfirmed,
            note: note)
    }

    /// 0.5, 1, 2 … seconds, at most 30, plus up to half of it.
    private static func backoff(_ attempt: Int, _ jitter: Double) -> Double {
        min(30, 0.5 * Double(1 << min(max(attempt - 1, 0), 6))) * (1 + jitter / 2)
    }
}
