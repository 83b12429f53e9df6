import Accounts
import Foundation
import MariaDB
import Sealing
import Support

/// What a C/S agent or a list may be looking for.
package enum CouponQuery: Sendable, Equatable {
    case phone(PhoneNumber)
    /// `7938-0001`: a phone number without its 010, or any other number.
    case phoneOrNumber(PhoneNumber, String)
    case lastFour(String)
    /// A barcode, COUFUN's order number or a tr_id: told apart by what is found.
    case number(String)

    /// Reads what was typed; nil when nothing could be meant by it.
    package init?(typed: String) {
        let number = EnteredCode.read(typed)
        switch PhoneSearch(typed: typed) {
        case .phone(let phone): self = .phone(phone)
        case .probably(let phone): self = .phoneOrNumber(phone, number)
        case .lastFour(let digits): self = .lastFour(digits)
        case nil:
            guard (4...60).contains(number.utf8.count) else { return nil }
            self = .number(number)
        }
    }
}

extension Coupon {
    /// The coupons that match, newest first, at most `limit`. `campaign` narrows it to one list.
    package static func search(
        _ db: Connection, _ query: CouponQuery, in scope: TenantScope, campaign: CampaignID? = nil, limit: Int,
        index: BlindIndex
    ) throws -> [Coupon] {
        let narrow: SQL = if let campaign { "campaign_id = \(campaign)" } else { "TRUE" }
        // Four digits say less than the campaign; everything else says more.
        let table: SQL =
            if case .lastFour = query, campaign != nil { "coupon FORCE INDEX (coupon_position)" } else { "coupon" }
        // Each by its own index: for a condition on several columns the server would walk through the table.
        let ids = try matches(query, index).flatMap { match in
            try db.rows(
                """
                SELECT id FROM \(part: table) WHERE \(part: match) AND \(part: scope.condition) AND \(part: narrow)
                ORDER BY id DESC LIMIT \(limit)
                """
            ).map { row -> ID in try row.value("id") }
        }
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT \(part: columns) FROM coupon WHERE id IN (\(list: Array(Set(ids)))) AND \(part: scope.condition)
            ORDER BY id DESC LIMIT \(limit)
            """
        ).map(Coupon.init)
    }

    private static func matches(_ query: CouponQuery, _ index: BlindIndex) -> [SQL] {
        switch query {
        case .phone(let phone): return ["phone_index = \(index.phone(phone))"]
        case .phoneOrNumber(let phone, let number):
            return [
                "phone_index = \(index.phone(phone))", "barcode_index = \(index.barcode(number))",
                "order_id = \(number)",
            ]
        case .lastFour(let digits): return ["last_four_index = \(index.phoneLastFour(digits))"]
        case .number(let number):
            let supplied: [SQL] = ["barcode_index = \(index.barcode(number))", "order_id = \(number)"]
            guard let id = Coupon.ID(number) else { return supplied }
            return supplied + ["id = \(id)", "issue_order_id = \(id)"]
        }
    }

    /// One page of a campaign's coupons in their order, and how many there are in all.
    package static func page(
        _ db: Connection, of campaign: CampaignID, _ filter: CouponFilter, in scope: TenantScope, offset: Int,
        limit: Int
    ) throws -> (coupons: [Coupon], total: Int) {
        let issue: SQL = if let state = filter.issue { "issue_state = \(state)" } else { "TRUE" }
        let delivery: SQL = if let state = filter.delivery { "delivery_state = \(state)" } else { "TRUE" }
        let redemption: SQL = if let state = filter.redemption { state.condition } else { "TRUE" }
        let group: SQL =
            switch filter.group {
            case .handedOver: "delivery_state IN ('queued', 'pending', 'delivered', 'failed')"
            case .awaited: "delivery_state IN ('queued', 'pending')"
            case .failed: "(issue_state = 'failed' OR delivery_state = 'failed')"
            case nil: "TRUE"
            }
        let condition: SQL = """
            campaign_id = \(campaign) AND \(part: issue) AND \(part: delivery) AND \(part: redemption) \
            AND \(part: group) AND \(part: scope.condition)
            """
        let total: Int = try db.rows("SELECT COUNT(*) AS total FROM coupon WHERE \(part: condition)")[0].value("total")
        let coupons = try db.rows(
            "SELECT \(part: columns) FROM coupon WHERE \(part: condition) ORDER BY position LIMIT \(limit) OFFSET \(offset)"
        ).map(Coupon.init)
        return (coupons, total)
    }

    /// Why coupons of a campaign failed, in words, most frequent first.
    package static func failureReasons(_ db: Connection, of campaign: CampaignID, in scope: TenantScope) throws -> [(
        reason: String, count: Int
    )] {
        try db.rows(
            """
            SELECT COALESCE(IF(issue_state = 'failed', issue_note, delivery_note), '알 수 없는 이유') AS reason, COUNT(*) AS coupons
            FROM coupon WHERE campaign_id = \(campaign) AND (issue_state = 'failed' OR delivery_state = 'failed')
                AND \(part: scope.condition)
            GROUP BY reason ORDER BY coupons DESC LIMIT 20
            """
        ).map { (try $0.value("reason"), try $0.value("coupons")) }
    }
}

/// Which coupons of a campaign a list shows; nil means any.
package struct CouponFilter: Sendable, Equatable {
    package var issue: IssueState?
    package var delivery: DeliveryState?
    package var redemption: RedemptionState?
    package var group: Group?

    /// Several states under one number of a page.
    package enum Group: Sendable, Equatable {
        /// Handed to the message system, whatever came of it.
        case handedOver
        /// Handed over, no result yet.
        case awaited
        /// No coupon or no message came of it.
        case failed

        func admits(_ coupon: Coupon) -> Bool {
            switch self {
            case .handedOver: [.queued, .pending, .delivered, .failed].contains(coupon.delivery)
            case .awaited: [.queued, .pending].contains(coupon.delivery)
            case .failed: coupon.issue == .failed || coupon.delivery == .failed
            }
        }
    }

    package init(
        issue: IssueState? = nil, delivery: DeliveryState? = nil, redemption: RedemptionState? = nil,
        group: Group? = nil
    ) {
        (self.issue, self.delivery, self.redemption, self.group) = (issue, delivery, redemption, group)
    }

    package func admits(_ coupon: Coupon) -> Bool {
        (issue == nil || issue == coupon.issue) && (delivery == nil || delivery == coupon.delivery)
            && (redemption == nil || redemption == coupon.redemption) && (group?.admits(coupon) ?? true)
    }
}
