import Campaigns
import Coupons
import CustomerService
import Foundation
import Redemption
import Support

extension CouponRow {
    init(_ facts: CouponFacts, at now: Date) {
        let coupon = facts.coupon
        self.init(
            id: coupon.id.description, imageURL: facts.imageURL, productName: facts.campaign.productName,
            name: facts.maskedName, phone: facts.maskedPhone, issue: coupon.issue.chip, delivery: coupon.delivery.chip,
            redemption: coupon.redemption.chip, validUntil: coupon.validUntil, eventName: facts.campaign.eventName,
            registered: PageTime.short(facts.campaign.createdAt, at: now),
            registeredExactly: SeoulTime.page(facts.campaign.createdAt))
    }
}

extension CouponFacts {
    /// Our own address for the product's picture; products are a company's own.
    var imageURL: String { "/api/v1/products/\(campaign.goodsID)/image?companyId=\(campaign.companyID)" }
}

extension CouponPage.Facts {
    init(_ facts: CouponFacts, companyName: String?, at now: Date) {
        let coupon = facts.coupon
        self.init(
            id: coupon.id.description, imageURL: facts.imageURL, productName: facts.campaign.productName,
            issue: coupon.issue.chip, delivery: coupon.delivery.chip, redemption: coupon.redemption.chip,
            explanation: Self.explanation(coupon), name: facts.maskedName.isEmpty ? "이름 없음" : facts.maskedName,
            phone: facts.maskedPhone, barcode: facts.maskedBarcode, validUntil: coupon.validUntil?.page,
            daysLeft: coupon.validUntil.map { PageTime.left(until: $0, at: now) } ?? "", useText: Self.use(coupon),
            checked: coupon.use.answer.map { "\(PageTime.short($0.askedAt, at: now)) 공급사 확인" } ?? "",
            price: facts.campaign.unitPrice, orderID: coupon.supplierOrderID, campaignID: coupon.campaignID.description,
            eventName: facts.campaign.eventName, companyName: companyName)
    }

    /// `11월 20일 18:02 GS25 역삼점 · 잔액 2,000원`; a status that nobody explained to us is shown as it came.
    private static func use(_ coupon: Coupon) -> String? {
        let use = coupon.use
        let unknown = use.answer.flatMap { CouponUse.state($0) == nil ? "공급사 상태 \($0.status)" : nil }
        let balance = use.balance.map { "잔액 \($0.text)" }
        let parts = [use.usedAt.map(PageTime.exact), use.branch, balance, unknown].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    /// What is not plain from the three states.
    private static func explanation(_ coupon: Coupon) -> String? {
        switch (coupon.issue, coupon.delivery) {
        case (.unconfirmed, _): "공급사 응답을 받지 못해 발급되었는지 확인하고 있습니다. 같은 쿠폰이 두 번 발급되지 않도록 자동으로 다시 요청하지 않습니다."
        case (.failed, _): "쿠폰을 발급하지 못했습니다. \(coupon.issueNote ?? "")".trimmingCharacters(in: .whitespaces)
        case (_, .failed): "문자를 보내지 못했습니다. \(coupon.deliveryNote ?? "")".trimmingCharacters(in: .whitespaces)
        case (_, .pending): "통신사 결과를 기다리는 중입니다. 보통 몇 분, 길게는 3일까지 걸릴 수 있습니다."
        default: nil
        }
    }
}

extension CouponPage.Event {
    init(_ event: CouponEvent) {
        let detail = [event.actor, event.detail].compactMap(\.self).joined(separator: " · ")
        self.init(tone: event.kind.tone, word: event.kind.word, detail: detail, when: PageTime.exact(event.at))
    }
}

extension CouponEvent.Kind {
    var word: String {
        switch self {
        case .registered: "등록"
        case .issued: "발급"
        case .issueFailed: "발급 실패"
        case .unconfirmed: "발급 확인 필요"
        case .composed: "카드 생성"
        case .handedOver: "발송 요청"
        case .delivered: "도착"
        case .deliveryFailed: "발송 실패"
        case .used: "사용"
        case .useTakenBack: "사용 취소"
        case .useUnknown: "알 수 없는 사용 알림"
        case .cancelRequested: "취소 요청"
        case .cancelCalled: "공급사에 취소 요청"
        case .cancelled: "취소"
        case .cancelRefused: "취소 거절"
        case .withdrawn: "보내지 않음"
        case .retryPlanned: "자동 재시도 예정"
        case .resendRequested: "재발송 요청"
        }
    }

    fileprivate var tone: String {
        switch self {
        case .registered, .composed: ""
        case .issued, .delivered: "ok"
        case .handedOver, .retryPlanned, .resendRequested, .cancelCalled: "info"
        case .withdrawn, .useTakenBack, .useUnknown: "warn"
        case .issueFailed, .deliveryFailed, .cancelRefused: "bad"
        case .used: "ok"
        case .cancelRequested, .cancelled: "warn"
        case .unconfirmed: "warn"
        }
    }
}
