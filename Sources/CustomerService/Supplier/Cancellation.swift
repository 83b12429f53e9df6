import Accounts
import Campaigns
import Coupons
import Foundation
import Support

/// The wish to cancel a coupon at COUFUN, on record before COUFUN is asked; once done, the record of the refund.
package struct Cancellation: Sendable, Equatable {
    package typealias ID = Identifier<Cancellation>

    package enum State: String, Sendable, CaseIterable {
        /// COUFUN has not answered yet; it is asked until it does.
        case requested
        case done, refused
    }

    package let id: ID
    package let couponID: Coupon.ID
    package let companyID: Company.ID
    package let state: State
    /// What comes back.
    package let amount: Won
    package let attempts: Int
    package let fence: Int
    /// COUFUN's code and what it means, in Korean.
    package let code: String?
    package let note: String?
    package let requestedAt: Date
    package let finishedAt: Date?
}
