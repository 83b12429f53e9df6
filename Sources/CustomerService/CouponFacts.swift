import Campaigns
import Coupons
import Foundation
import Messaging
import Support

/// A coupon as people look at it: three states, masked personal data, what and for which event.
package struct CouponFacts: Sendable {
    package let coupon: Coupon
    package let campaign: Campaign
    package let maskedName: String
    package let maskedPhone: String
    /// nil until it is issued.
    package let maskedBarcode: String?
}

/// Something that happened to a coupon, for its timeline.
package struct CouponEvent: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case registered, issued
        case issueFailed = "issue_failed"
        case unconfirmed, composed
        case handedOver = "handed_over"
        case delivered, withdrawn
        /// The program will send it again.
        case retryPlanned = "retry_planned"
        /// A person sends it again.
        case resendRequested = "resend_requested"
        case deliveryFailed = "delivery_failed"
        case used
        /// A shop took a use back.
        case useTakenBack = "use_taken_back"
        /// COUFUN told of a status that nobody has explained to us.
        case useUnknown = "use_unknown"
        case cancelled
        /// COUFUN was called to cancel it.
        case cancelCalled = "cancel_called"
        case cancelRefused = "cancel_refused"
        case cancelRequested = "cancel_requested"
    }

    package let kind: Kind
    package let at: Date
    /// Korean: order number, carrier, reason.
    package let detail: String?
    /// Korean: the person who did it; nil when the program did.
    package let actor: String?
}
