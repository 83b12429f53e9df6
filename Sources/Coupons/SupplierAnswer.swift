import Foundation
import Support

/// What COUFUN's status call said of a coupon, as it came, with the time at which it was asked.
package struct SupplierAnswer: Sendable, Equatable {
    /// Before the call: whatever we were told since then is newer than this answer.
    package let askedAt: Date
    /// STATUS as COUFUN wrote it.
    package let status: String
    package let kind: Kind?
    /// Left, and what the coupon was worth when it was new.
    package let remaining: Won?
    package let total: Won?
    /// When COUFUN booked the last exchange, by its own clock.
    package let exchangedAt: Date?

    /// COUPON_TYPE. What is neither is no kind.
    package enum Kind: String, Sendable, CaseIterable {
        /// For goods: used at once and whole.
        case barcode = "BARCODE"
        /// Worth money, used bit by bit.
        case amount = "AMOUNT"
    }

    package init(
        askedAt: Date, status: String, kind: Kind?, remaining: Won?, total: Won?, exchangedAt: Date?
    ) {
        (self.askedAt, self.status, self.kind) = (askedAt, status, kind)
        (self.remaining, self.total, self.exchangedAt) = (remaining, total, exchangedAt)
    }
}
