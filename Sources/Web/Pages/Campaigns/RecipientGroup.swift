/// The seven tiles of a campaign: each a number and the list behind it.
package enum RecipientGroup: String, Sendable, CaseIterable {
    case all, issued, sent, delivered, pending, failed, unconfirmed

    var name: String {
        switch self {
        case .all: "대상"
        case .issued: "발급"
        case .sent: "발송 요청"
        case .delivered: "도착"
        case .pending: "결과 대기"
        case .failed: "실패"
        case .unconfirmed: "확인 필요"
        }
    }

    var tone: String {
        switch self {
        case .all, .issued, .sent: ""
        case .delivered: "ok"
        case .pending: "info"
        case .failed: "bad"
        case .unconfirmed: "warn"
        }
    }

    func count(_ counts: CampaignCounts) -> Int {
        switch self {
        case .all: counts.total
        case .issued: counts.issued
        case .sent: counts.sent
        case .delivered: counts.delivered
        case .pending: counts.pending
        case .failed: counts.failed
        case .unconfirmed: counts.unconfirmed
        }
    }
}

/// A recipient of a campaign with the three states of the coupon. Name and phone come masked.
package struct RecipientRow: PageRow {
    let href: String
    let name: String
    let phone: String
    let issue: StateChip
    let delivery: StateChip
    let redemption: StateChip
    let latest: String

    package init(
        couponID: String, name: String, phone: String, issue: StateChip, delivery: StateChip, redemption: StateChip,
        latest: String
    ) {
        href = "/coupons/\(couponID)"
        // A row without a name still needs something to press.
        (self.name, self.phone) = (name.isEmpty ? "이름 없음" : name, phone)
        (self.issue, self.delivery, self.redemption, self.latest) = (issue, delivery, redemption, latest)
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "name": self.name
        case "phone": phone
        case "issue": issue
        case "delivery": delivery
        case "redemption": redemption
        case "latest": latest
        default: nil
        }
    }
}
