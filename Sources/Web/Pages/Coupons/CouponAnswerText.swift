import Campaigns
import Coupons
import CustomerService
import Foundation
import Support

/// What an agent can read out to the customer: two or three sentences from the three states, nothing unmasked.
package struct CouponAnswerText: Sendable {
    package let text: String

    package init(_ facts: CouponFacts, _ events: [CouponEvent], at now: Date) {
        let delivered = events.last { $0.kind == .delivered }?.at
        self.init(
            issue: facts.coupon.issue, delivery: facts.coupon.delivery, redemption: facts.coupon.redemption,
            productName: facts.campaign.productName, phone: facts.maskedPhone, deliveredAt: delivered,
            validUntil: facts.coupon.validUntil, wasUsedInPart: facts.coupon.use.state == .partlyUsed)
    }

    package init(
        issue: IssueState, delivery: DeliveryState, redemption: RedemptionState, productName: String, phone: String,
        deliveredAt: Date?, validUntil: CalendarDay?, wasUsedInPart: Bool = false
    ) {
        let about = "고객님, \(productName) 쿠폰은"
        switch issue {
        case .waiting, .issuing: text = "\(about) 지금 준비하고 있습니다. 준비되는 대로 \(phone) 번호로 문자를 보내 드립니다."
        case .failed: text = "\(about) 발급하지 못했습니다. 담당자가 확인해 다시 안내해 드리겠습니다."
        case .unconfirmed: text = "\(about) 발급되었는지 공급사에 확인하고 있습니다. 확인되는 대로 안내해 드리겠습니다."
        case .cancelled: text = "\(about) 취소되어 쓰실 수 없습니다."
        case .issued:
            let until = validUntil.map { "\($0.year)년 \($0.month)월 \($0.day)일까지" }
            let use = Self.use(redemption, until, wasUsedInPart: wasUsedInPart)
            text = "\(about) \(Self.sending(delivery, phone, deliveredAt)) \(use)"
        }
    }

    private static func sending(_ delivery: DeliveryState, _ phone: String, _ deliveredAt: Date?) -> String {
        switch delivery {
        case .waiting: "발급되어 문자를 준비하고 있습니다."
        case .queued, .pending: "\(phone) 번호로 문자를 보냈고, 도착했는지는 통신사에서 확인하고 있습니다."
        case .delivered:
            deliveredAt.map { "\(moment($0))에 \(phone) 번호로 도착한 것으로 확인됩니다." } ?? "\(phone) 번호로 도착한 것으로 확인됩니다."
        case .failed: "\(phone) 번호로 문자가 도착하지 못했습니다. 번호를 확인해 주시겠어요?"
        case .withdrawn: "문자를 보내지 않았습니다."
        }
    }

    private static func use(_ redemption: RedemptionState, _ until: String?, wasUsedInPart: Bool) -> String {
        switch redemption {
        case .unused: until.map { "아직 사용 전이며 \($0) 쓰실 수 있습니다." } ?? "아직 사용 전입니다."
        case .partlyUsed: until.map { "일부를 사용하셨고 남은 금액은 \($0) 쓰실 수 있습니다." } ?? "일부를 사용하셨습니다."
        case .used: "이미 사용된 쿠폰입니다."
        case .expired:
            (wasUsedInPart ? "일부를 사용하셨고 남은 금액은 " : "")
                + "유효기간이 지나 쓰실 수 없습니다.\(until.map { " 유효기간은 \($0)였습니다." } ?? "")"
        case .cancelled: "취소되어 쓰실 수 없습니다."
        }
    }

    /// `11월 22일 14시 07분`
    private static func moment(_ instant: Date) -> String {
        let day = SeoulTime.day(of: instant)
        let clock = SeoulTime.clock(instant)
        return "\(day.month)월 \(day.day)일 \(clock.prefix(2))시 \(clock.dropFirst(3).prefix(2))분"
    }
}
