import Accounts
import Campaigns
import Coupons
import CustomerService
import Foundation
import Safeguards
import Support

/// A campaign as the API tells it.
struct CampaignAnswer: Encodable, Sendable {
    let id: CampaignID
    let status: String
    let companyId: Company.ID
    let eventName: String
    let goodsId: String
    let productName: String
    let unitPrice: Int
    let amount: Int
    let purpose: String
    let title: String
    let message: String
    let callbackNumber: String
    let templateId: String
    @OrNull var scheduledAt: String?
    let createdAt: String
    let counts: CountsAnswer
    let holds: [HoldAnswer]
    @OrNull var ratePerMinute: Int?
    @OrNull var estimatedEnd: String?

    init(_ progress: CampaignProgress) {
        holds = progress.holds.map(HoldAnswer.init)
        let campaign = progress.campaign
        id = campaign.id
        status = progress.status.rawValue
        companyId = campaign.companyID
        eventName = campaign.eventName
        goodsId = campaign.goodsID
        productName = campaign.productName
        unitPrice = campaign.unitPrice.amount
        amount = campaign.amount.amount
        purpose = campaign.purpose.rawValue
        title = campaign.title
        message = campaign.message
        callbackNumber = campaign.callbackNumber
        templateId = campaign.templateID.description
        scheduledAt = campaign.scheduledAt.map(SeoulTime.rfc3339)
        createdAt = SeoulTime.rfc3339(campaign.createdAt)
        counts = CountsAnswer(progress.counts)
        ratePerMinute = progress.ratePerMinute
        estimatedEnd = progress.estimatedEnd.map(SeoulTime.rfc3339)
    }
}

/// What moves while a campaign is sent: the data of its server-sent events.
struct ProgressAnswer: Encodable, Sendable, Equatable {
    let status: String
    let counts: CountsAnswer
    let holds: [HoldAnswer]
    @OrNull var ratePerMinute: Int?
    @OrNull var estimatedEnd: String?

    init(_ progress: CampaignProgress) {
        holds = progress.holds.map(HoldAnswer.init)
        status = progress.status.rawValue
        counts = CountsAnswer(progress.counts)
        ratePerMinute = progress.ratePerMinute
        estimatedEnd = progress.estimatedEnd.map(SeoulTime.rfc3339)
    }
}

/// What keeps a campaign from going on.
struct HoldAnswer: Encodable, Sendable, Equatable {
    let scope: String
    let halts: String
    let cause: String
    let reason: String
    let since: String

    init(_ hold: Hold) {
        scope = hold.scope == .callbackNumber ? "callbackNumber" : hold.scope.rawValue
        (halts, cause, reason) = (hold.halts.rawValue, hold.cause.rawValue, hold.reason)
        since = SeoulTime.rfc3339(hold.heldAt)
    }
}

/// Coupons by state, every state named, also those with none.
struct CountsAnswer: Encodable, Sendable, Equatable {
    struct Issue: Encodable, Sendable, Equatable { let waiting, issuing, issued, failed, unconfirmed, cancelled: Int }
    struct Delivery: Encodable, Sendable, Equatable { let waiting, queued, pending, delivered, failed, withdrawn: Int }
    struct Redemption: Encodable, Sendable, Equatable { let unused, partlyUsed, used, expired, cancelled: Int }

    let total: Int
    let issue: Issue
    let delivery: Delivery
    let redemption: Redemption

    init(_ counts: CouponCounts) {
        total = counts.total
        let i = { counts.issue[$0, default: 0] }
        issue = Issue(
            waiting: i(.waiting), issuing: i(.issuing), issued: i(.issued), failed: i(.failed),
            unconfirmed: i(.unconfirmed), cancelled: i(.cancelled))
        let d = { counts.delivery[$0, default: 0] }
        delivery = Delivery(
            waiting: d(.waiting), queued: d(.queued), pending: d(.pending), delivered: d(.delivered),
            failed: d(.failed), withdrawn: d(.withdrawn))
        let r = { counts.redemption[$0, default: 0] }
        redemption = Redemption(
            unused: r(.unused), partlyUsed: r(.partlyUsed), used: r(.used), expired: r(.expired),
            cancelled: r(.cancelled))
    }
}

/// A coupon as lists and C/S tell it: personal data masked.
struct CouponAnswer: Encodable, Sendable {
    let id: Coupon.ID
    let trId: String
    let campaignId: CampaignID
    let companyId: Company.ID
    let eventName: String
    let goodsId: String
    let productName: String
    let price: Int
    let name: String
    let phone: String
    @OrNull var barcode: String?
    @OrNull var orderId: String?
    let issue: String
    let delivery: String
    let redemption: String
    @OrNull var issueNote: String?
    @OrNull var deliveryNote: String?
    @OrNull var validUntil: String?
    @OrNull var issuedAt: String?
    @OrNull var deliveredAt: String?
    let changedAt: String

    init(_ facts: CouponFacts) {
        let coupon = facts.coupon
        id = coupon.id
        trId = coupon.trID
        campaignId = coupon.campaignID
        companyId = coupon.companyID
        eventName = facts.campaign.eventName
        goodsId = facts.campaign.goodsID
        productName = facts.campaign.productName
        price = facts.campaign.unitPrice.amount
        name = facts.maskedName
        phone = facts.maskedPhone
        barcode = facts.maskedBarcode
        orderId = coupon.supplierOrderID
        issue = coupon.issue.rawValue
        delivery = coupon.delivery.rawValue
        redemption = coupon.redemption.apiWord
        issueNote = coupon.issueNote
        deliveryNote = coupon.deliveryNote
        validUntil = coupon.validUntil?.description
        issuedAt = coupon.issuedAt.map(SeoulTime.rfc3339)
        deliveredAt = coupon.deliveredAt.map(SeoulTime.rfc3339)
        changedAt = SeoulTime.rfc3339(coupon.changedAt)
    }
}
