import Accounts
import Foundation
import Support

/// One coupon of one recipient: the row that issuing, messaging, redemption and C/S all turn around.
///
/// Name, phone and barcode are opened by the area that needs them, with ``CouponSecrets``; the row itself is masked.
package struct Coupon: Sendable {
    package typealias ID = Identifier<Coupon>

    package let id: ID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let issueOrderID: IssueOrderID
    /// Order within the campaign, from 1.
    package let position: Int
    package let issue: IssueState
    package let delivery: DeliveryState
    /// As it stands at this moment; ``Use/state`` is what was done with it, whether or not its time is over.
    package let redemption: RedemptionState
    package let issueNote: String?
    package let deliveryNote: String?
    package let supplierOrderID: String?
    package let validUntil: CalendarDay?
    package let messageID: MessageID?
    package let issuedAt: Date?
    package let deliveredAt: Date?
    package let changedAt: Date
    /// Set while COUFUN is being asked to cancel it.
    package let cancelRequestedAt: Date?
    package let use: Use
    let sealed: SealedCoupon

    /// The coupon's own transaction number: its id in 26 letters and digits.
    package var trID: String { id.description }
}

extension Coupon {
    /// The newest thing known of its use, from the webhook or a status call.
    package struct Use: Sendable, Equatable {
        package let state: RedemptionState
        package let usedAt: Date?
        package let branch: String?
        /// Left on an amount coupon.
        package let balance: Won?
        /// What COUFUN said when it was asked last.
        package let answer: SupplierAnswer?
    }
}

/// Subjects of ids that areas above this one own.
package enum CampaignSubject {}
package enum IssueOrderSubject {}
package enum MessageSubject {}
package typealias CampaignID = Identifier<CampaignSubject>
package typealias IssueOrderID = Identifier<IssueOrderSubject>
package typealias MessageID = Identifier<MessageSubject>

/// The encrypted cells of a coupon's row.
struct SealedCoupon: Sendable {
    let name: [UInt8]
    let phone: [UInt8]
    let barcode: [UInt8]?
}
