import Accounts
import Coupons
import Foundation
import MariaDB
import Support

extension Campaign {
    private static let columns: SQL = """
        id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose, title, message, \
        callback_number, template_id, template_version, scheduled_at, state, total, created_at
        """

    private init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), createdBy: try row.value("created_by"),
            eventName: try row.value("event_name"), goodsID: try row.value("goods_id"),
            productName: try row.value("product_name"), unitPrice: Won(try row.value("unit_price")),
            purpose: try row.value("purpose"), title: try row.value("title"), message: try row.value("message"),
            callbackNumber: try row.value("callback_number"), templateID: try row.value("template_id"),
            templateVersion: try row.value("template_version"), scheduledAt: try row.optional("scheduled_at"),
            state: try row.value("state"), total: try row.value("total"), createdAt: try row.value("created_at"))
    }

    /// `recipientsDigest`: of its numbers, to know the list again.
    static func insert(_ db: Connection, _ campaign: Campaign, recipientsDigest: [UInt8]) throws {
        try db.execute(
            """
            INSERT INTO campaign (id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose,
                title, message, callback_number, template_id, template_version, scheduled_at, state, total, created_at,
                recipients_digest)
            VALUES (\(campaign.id), \(campaign.companyID), \(campaign.createdBy), \(campaign.eventName),
                \(campaign.goodsID), \(campaign.productName), \(campaign.unitPrice.amount), \(campaign.purpose),
                \(campaign.title), \(campaign.message), \(campaign.callbackNumber), \(campaign.templateID),
                \(campaign.templateVersion), \(campaign.scheduledAt), \(campaign.state), \(campaign.total),
                \(campaign.createdAt), \(recipientsDigest))
            """)
    }

    package static func find(_ db: Connection, _ id: ID, in scope: TenantScope) throws -> Campaign? {
        try db.rows("SELECT \(part: columns) FROM campaign WHERE id = \(id) AND \(part: scope.condition)").first
            .map(Campaign.init)
    }

    /// Finds it and keeps others who want to change it waiting until the transaction ends.
    static func lock(_ db: Connection, _ id: ID, in scope: TenantScope) throws -> Campaign? {
        try db.rows("SELECT \(part: columns) FROM campaign WHERE id = \(id) AND \(part: scope.condition) FOR UPDATE")
            .first.map(Campaign.init)
    }

    package static func all(_ db: Connection, ids: [ID], in scope: TenantScope) throws -> [Campaign] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            "SELECT \(part: columns) FROM campaign WHERE id IN (\(list: ids)) AND \(part: scope.condition)"
        ).map(Campaign.init)
    }

    /// One page of campaigns, and how many match in all.
    static func page(_ db: Connection, _ search: CampaignSearch, in scope: TenantScope, offset: Int, limit: Int) throws
        -> (campaigns: [Campaign], total: Int)
    {
        var conditions: [SQL] = [scope.narrowed(to: search.companyID).condition]
        if let from = search.from { conditions.append("created_at >= \(SeoulTime.start(of: from))") }
        if let to = search.to { conditions.append("created_at < \(SeoulTime.start(of: to.adding(days: 1)))") }
        if let event = search.event, !event.isEmpty { conditions.append(.contains(event, in: "event_name")) }
        if let text = search.text, !text.isEmpty {
            let (event, product) = (SQL.contains(text, in: "event_name"), SQL.contains(text, in: "product_name"))
            conditions.append("(\(part: event) OR \(part: product))")
        }
        if let status = search.status {
            conditions.append(condition(of: status, try CampaignHolds.current(db, in: scope)))
        }
        let condition = conditions.joined(separator: " AND ")
        let total: Int = try db.rows("SELECT COUNT(*) AS n FROM campaign WHERE \(part: condition)")[0].value("n")
        let campaigns = try db.rows(
            """
            SELECT \(part: columns) FROM campaign WHERE \(part: condition)
            ORDER BY \(part: search.order), id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Campaign.init)
        return (campaigns, total)
    }

    /// The status is told by the coupons, so it is asked of them, with the index on their progress.
    private static func condition(of status: CampaignProgress.Status, _ holds: CampaignHolds) -> SQL {
        let moving: SQL = """
            EXISTS (SELECT 1 FROM coupon WHERE coupon.campaign_id = campaign.id AND (issue_state IN ('waiting', 'issuing')
                OR (issue_state = 'issued' AND delivery_state IN ('waiting', 'queued', 'pending'))))
            """
        let begun: SQL = """
            EXISTS (SELECT 1 FROM coupon WHERE coupon.campaign_id = campaign.id AND issue_state <> 'waiting')
            """
        let open: SQL = "NOT \(part: holds.stopping)"
        let free: SQL = "\(part: open) AND NOT \(part: holds.condition)"
        switch status {
        case .stopped: return holds.stopping
        case .completed: return "(\(part: open) AND NOT \(part: moving))"
        case .paused: return "(\(part: open) AND \(part: holds.condition) AND \(part: moving))"
        case .scheduled: return "(\(part: free) AND scheduled_at > NOW(3) AND NOT \(part: begun))"
        case .sending:
            return """
                (\(part: free) AND \(part: moving)
                    AND (scheduled_at IS NULL OR scheduled_at <= NOW(3) OR \(part: begun)))
                """
        }
    }
}

/// What a list of campaigns is narrowed to; nil means any.
package struct CampaignSearch: Sendable {
    package enum Sort: String, Sendable, CaseIterable {
        case createdAt, eventName, total, amount
    }

    package var from: CalendarDay?
    package var to: CalendarDay?
    package var companyID: Company.ID?
    package var event: String?
    package var status: CampaignProgress.Status?
    package var text: String?
    package var sort: Sort = .createdAt
    package var descending = true

    package init() {}

    var order: SQL {
        let column: SQL =
            switch sort {
            case .createdAt: "created_at"
            case .eventName: "event_name"
            case .total: "total"
            case .amount: "unit_price * total"
            }
        return descending ? column + " DESC" : column + " ASC"
    }
}
