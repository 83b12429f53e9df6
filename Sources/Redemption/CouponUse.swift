import Coupons
import Support

/// What COUFUN's STATUS, COUPON_TYPE and balances mean: the one place that says so, for the webhook, for the status call
/// and for evidence (requirements 4.1.2, 4.1.3; docs/sources.md §2.2).
package enum CouponUse {
    /// `remaining`: REMAIN_AMOUNT or BALANCE. `total`: what the coupon was worth when it was new, as far as that is known.
    ///
    /// A coupon of an amount that is used in part stays `000` with less left than it was worth: also when its last use was
    /// taken back and an earlier one stands. A coupon for goods counts no money, so its balances say nothing.
    /// - Returns: nil for a status that nobody has explained to us: it is shown as it came and moves nothing.
    package static func state(status: String, kind: SupplierAnswer.Kind?, remaining: Won?, total: Won?)
        -> RedemptionState?
    {
        let left = kind == .barcode ? nil : remaining
        switch status {
        case "100": return .cancelled
        case "001":
            guard let left, left > Won(0) else { return .used }
            return .partlyUsed
        case "000":
            guard let left else { return .unused }
            guard left > Won(0) else { return kind == .amount ? .used : .unused }
            guard let total, left < total else { return .unused }
            return .partlyUsed
        default: return nil
        }
    }

    /// What a status call says by itself.
    package static func state(_ answer: SupplierAnswer) -> RedemptionState? {
        state(status: answer.status, kind: answer.kind, remaining: answer.remaining, total: answer.total)
    }
}
