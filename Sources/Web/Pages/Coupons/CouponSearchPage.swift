import Support

/// `/coupons`: one field, every coupon that it can mean.
package struct CouponSearchPage: Page {
    package static let template = "coupons/search"
    package let title = "C/S"
    package let area: PageArea? = .coupons
    let query: String
    let problem: String?
    let total: String
    let rows: [CouponRow]
    let hasRows: Bool
    /// Searched, and found none.
    let nothing: Bool
    /// Not searched yet.
    let start: Bool
    let more: String?

    /// More than `limit` are not listed.
    package init(query: String, problem: String? = nil, rows: [CouponRow], limit: Int) {
        (self.query, self.problem, self.rows) = (query, problem, Array(rows.prefix(limit)))
        total = min(rows.count, limit).grouped
        hasRows = !rows.isEmpty
        nothing = rows.isEmpty && !query.isEmpty && problem == nil
        start = rows.isEmpty && query.isEmpty && problem == nil
        more = rows.count > limit ? "최근 \(limit.grouped)장만 보여 드립니다. 휴대폰 번호 전체로 찾으면 더 좁혀집니다." : nil
    }
}

/// A coupon that a search found.
package struct CouponRow: PageRow {
    let href: String
    let imageURL: String?
    let productName: String
    let name: String
    let phone: String
    let issue: StateChip
    let delivery: StateChip
    let redemption: StateChip
    let validUntil: String
    let eventName: String
    let registered: String
    let registeredExactly: String

    package init(
        id: String, imageURL: String?, productName: String, name: String, phone: String, issue: StateChip,
        delivery: StateChip, redemption: StateChip, validUntil: CalendarDay?, eventName: String, registered: String,
        registeredExactly: String
    ) {
        href = "/coupons/\(id)"
        (self.imageURL, self.productName, self.name, self.phone) = (imageURL, productName, name, phone)
        (self.issue, self.delivery, self.redemption) = (issue, delivery, redemption)
        self.validUntil = validUntil.map(\.page) ?? "–"
        (self.eventName, self.registered, self.registeredExactly) = (eventName, registered, registeredExactly)
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "imageURL": imageURL
        case "productName": productName
        case "name": self.name
        case "phone": phone
        case "issue": issue
        case "delivery": delivery
        case "redemption": redemption
        case "validUntil": validUntil
        case "eventName": eventName
        case "registered": registered
        case "registeredExactly": registeredExactly
        default: nil
        }
    }
}
