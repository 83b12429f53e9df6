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
    /// Why this attempt was made.
    package let cause: Cause
    /// Automatic attempts since a person last decided, with this one.
    package let retries: Int
    /// Not to be drawn before; nil: at once.
    package let notBefore: Date?
    /// Who asked for a resend, and why.
    package let askedBy: User.ID?
    package let reason: String?
    let fence: Int

    /// Stored as text in `message.cause`.
    package enum Cause: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case first
        /// The program tried again.
        case retry
        /// A person sent it again.
        case resend
    }

    /// Stored as text in `message.state`. Arrows in docs/state-machines.md.
    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// Its card is to be drawn; with an owner: is being drawn.
        case composing
        /// The card file is on disk; not handed over yet.
        case composed
        /// Three-step hand-over only: its row of `UMS_MSG` is being inserted, or taken back.
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

    /// Why there is to be a further attempt.
    package enum Further: Sendable {
        case retry(at: Date)
        case resend(by: User.ID, reason: String)
    }

    /// The next attempt for the same coupon, waiting to be drawn: a new row under a new CLIENT_KEY.
    package func next(_ why: Further, at now: Date) -> Message {
        let (cause, retries, notBefore, user, reason): (Cause, Int, Date?, User.ID?, String?) =
            switch why {
            case .retry(let time): (.retry, self.retries + 1, time, askedBy, self.reason)
            case .resend(let user, let reason): (.resend, 0, nil, user, reason)
            }
        return Message(
            id: .new(at: now), companyID: companyID, campaignID: campaignID, couponID: couponID, attempt: attempt + 1,
            clientKey: Self.clientKey(of: couponID, attempt: attempt + 1), state: .composing, cardPath: nil,
            cardBytes: nil, requestedAt: nil, handedOverAt: nil, resultCode: nil, resultText: nil, telco: nil,
            doneAt: nil, createdAt: now, cause: cause, retries: retries, notBefore: notBefore, askedBy: user,
            reason: reason, fence: 0)
    }
}
