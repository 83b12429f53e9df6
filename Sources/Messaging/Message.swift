import Accounts
import Coupons
import Foundation
import MariaDB
import Support
import UMS

/// One attempt to deliver one coupon by MMS.
package struct Message: Sendable, Equatable {
    package let id: MessageID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let couponID: Coupon.ID
    /// 0 for the first message of a coupon, then 1, 2 … for resends.
    package let attempt: Int
    package let clientKey: String
    package let state: State
    package let cardPath: String?
    package let cardBytes: Int?
    package let requestedAt: Date?
    package let handedOverAt: Date?
    package let resultCode: String?
    package let resultText: String?
    package let telco: String?
    package let doneAt: Date?
    package let createdAt: Date
    let fence: Int

    /// Stored as text in `message.state`. Arrows in docs/state-machines.md.
    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// Its card is to be drawn; with an owner: is being drawn.
        case composing
        /// The card file is on disk; not handed over yet.
        case composed
        /// Three-step hand-over only: an insert into `UMS_MSG` may be under way.
        case handingOver = "handing_over"
        /// In `UMS_MSG`, not taken by the agent yet.
        case queued
        /// Taken by the agent; the result is outstanding, for up to three days.
        case pending
        case delivered, failed, withdrawn
    }

    /// Korean, why it failed: what its code means and, for the operator, what the agent said.
    package var failureText: String? {
        guard let resultCode else { return resultText }
        let meaning = UMSResultCode(code: resultCode).message
        return resultText.map { "\(meaning) (\(resultCode) \($0))" } ?? "\(meaning) (\(resultCode))"
    }

    /// Letters and digits, at most 30: the tr_id, and for a resend `R` and its number.
    package static func clientKey(of coupon: Coupon.ID, attempt: Int) -> String {
        attempt == 0 ? coupon.description : "\(coupon)R\(attempt)"
    }
}
