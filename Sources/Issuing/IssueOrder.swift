import Accounts
import Coupons
import Foundation
import MariaDB
import Support

/// The intent to have 1–10 coupons issued under one TR_ID, and how far it has got.
package struct IssueOrder: Sendable, Equatable {
    package let id: IssueOrderID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let pocID: String
    package let goodsID: String
    package private(set) var quantity: Int
    package let unitPrice: Won
    package private(set) var state: State
    /// Some call may have issued without our knowing: no later refusal may be taken for "nothing was issued".
    package let everAmbiguous: Bool
    /// Calls begun that may have reached COUFUN.
    package private(set) var attempts: Int
    package private(set) var fence: Int
    package let note: String?

    /// COUFUN's TR_ID, committed before the first call and the same for every later one.
    package var trID: String { id.description }
    package var amount: Won { unitPrice * quantity }

    /// As it is once a worker has claimed it for a call.
    func claimed() -> IssueOrder {
        var order = self
        (order.state, order.attempts, order.fence) = (.calling, attempts + 1, fence + 1)
        return order
    }

    func of(quantity: Int) -> IssueOrder {
        var order = self
        order.quantity = quantity
        return order
    }

    /// Stored as text in `issue_order.state`. Arrows in docs/state-machines.md.
    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// May be called as soon as it is due; nothing has been issued under it.
        case planned
        /// A worker has begun a call and its outcome is not recorded.
        case calling
        /// A call ended without an answer; it may be repeated under the same TR_ID when due.
        case ambiguous
        case issued
        /// COUFUN refused, and no call can have issued.
        case failed
        /// Nobody can know without evidence; a person resolves it.
        case unconfirmed
    }
}

/// What may be done after an outcome that nobody knows (`COUFUN_AMBIGUOUS`, `COUFUN_ATTEMPTS`).
package struct IssuePolicy: Sendable {
    package enum Ambiguous: String, Sendable, CaseIterable { case retry, hold }

    package let ambiguous: Ambiguous
    /// Calls in all that may have reached COUFUN.
    package let attempts: Int

    package init(ambiguous: Ambiguous, attempts: Int) {
        (self.ambiguous, self.attempts) = (ambiguous, attempts)
    }
}
