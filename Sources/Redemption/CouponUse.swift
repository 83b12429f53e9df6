import Coupons
import Foundation

/// What COUFUN's STATUS and the balance say of a coupon's use.
package enum CouponUse {
    /// - Returns: nil for a status that nobody has explained to us: it is shown as it came and moves nothing.
    package static func state(status: String, balance: Int?) -> RedemptionState? {
        switch status {
        case "001": (balance ?? 0) > 0 ? .partlyUsed : .used
        case "000": .unused
        case "100": .cancelled
        default: nil
        }
    }
}
