import Accounts
import Coupons
import Foundation
import MariaDB
import Support
import UMS

/// One attempt to deliver one coupon by MMS.
package struct Message: Sendable, Equatable {
    package private(set) var id: MessageID
    package private(set) var companyID: Company.ID
    package private(set) var campaignID: CampaignID
    package private(set) var couponID: Coupon.ID
    /// 0 for the first message of a coupon, then 1, 2 … for resends.
    package private(set) var attempt: Int
    package private(set) var clientKey: String
    package private(set) var state: State
    package private(set) var cardPath: String?
    package private(set) var cardBytes: Int?
    package private(set) var requestedAt: Date?
    package private(set) var handedOverAt: Date?
    package private(set) var resultCode: String?
    package private(set) var resultText: String?
    package private(set) var telco: String?
    package private(set) var doneAt: Date?
    package private(set) var createdAt: Date
    /// Why this attempt was made.
    package private(set) var cause: Cause
    /// Automatic attempts since a person last decided, with this one.
    package private(set) var retries: Int
    /// Not to be drawn before; nil: at once.
    package private(set) var notBefore: Date?
    /// Who asked for a resend, and why.
    package private(set) var askedBy: User.ID?
    package private(set) var reason: String?
    private(set) var fence: Int

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

    package static func first(of coupon: Coupon, at now: Date) -> Message {
        Message(
            id: .new(at: now), companyID: coupon.companyID, campaignID: coupon.campaignID, couponID: coupon.id,
            attempt: 0, clientKey: clientKey(of: coupon.id, attempt: 0), state: .composing, cardPath: nil,
            cardBytes: nil, requestedAt: nil, handedOverAt: nil, resultCode: nil, resultText: nil, telco: nil,
            doneAt: nil, createdAt: now, cause: .first, retries: 0, notBefore: nil, askedBy: nil, reason: nil, fence: 1)
    }

    func withFence(_ fence: Int) -> Message {
        var copy = self
        copy.fence = fence
        return copy
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
