import Accounts
import Coupons
import Foundation
import MariaDB
import Support

extension Campaign {
    /// One page of campaigns, and how many match.
    ///
    /// Company and days are looked up in an index. What no index answers - a part of a name, a status, another order - is
    /// looked for among the newest that these leave, as far as a list reaches.
    static func page(_ db: Connection, _ search: CampaignSearch, in scope: TenantScope, offset: Int, limit: Int) throws
        -> (campaigns: [Campaign], total: Total)
    {
        let indexed = search.indexed(in: scope)
        let all = try db.total("SELECT created_at FROM campaign WHERE \(part: indexed)")
        let others = try search.others(db, in: scope)
        guard !others.isEmpty || search.sort != .createdAt else {
            let direction: SQL = search.descending ? "DESC" : "ASC"
            let campaigns = try db.rows(
                """
                SELECT \(part: columns) FROM campaign WHERE \(part: indexed)
                ORDER BY created_at \(part: direction), id \(part: direction) LIMIT \(limit) OFFSET \(offset)
                """
            ).map(Campaign.init)
            return (campaigns, all)
        }
        let ids: [ID] = try db.rows(
            """
            SELECT id FROM (
                SELECT id, company_id, event_name, product_name, callback_number, state, scheduled_at, unit_price, total,
                    created_at
                FROM campaign FORCE INDEX (\(part: search.index(in: scope))) WHERE \(part: indexed)
                ORDER BY created_at DESC, id DESC LIMIT \(Total.reach)
            ) AS campaign
            WHERE \(part: (["TRUE"] + others).joined(separator: " AND "))
            ORDER BY \(part: search.order), id DESC
            """
        ).map { try $0.value("id") }
        return (
            try inOrder(db, Array(ids.dropFirst(offset).prefix(limit)), in: scope),
            Total(ids.count, isMore: all.isMore)
        )
    }

    private static func inOrder(_ db: Connection, _ ids: [ID], in scope: TenantScope) throws -> [Campaign] {
        let found = Dictionary(uniqueKeysWithValues: try all(db, ids: ids, in: scope).map { ($0.id, $0) })
        return ids.compactMap { found[$0] }
    }
}

extension CampaignSearch {
    fileprivate func indexed(in scope: TenantScope) -> SQL {
        var conditions: [SQL] = [scope.narrowed(to: companyID).condition]
        if let from { conditions.append("created_at >= \(SeoulTime.start(of: from))") }
        if let to { conditions.append("created_at < \(SeoulTime.start(of: to.adding(days: 1)))") }
        return conditions.joined(separator: " AND ")
    }

    /// Told to the server, which would rather sort all campaigns when a list reaches over a good part of them.
    fileprivate func index(in scope: TenantScope) -> SQL {
        switch scope.narrowed(to: companyID) {
        case .company: "campaign_by_company"
        case .all: "campaign_by_time"
        }
    }

    fileprivate func others(_ db: Connection, in scope: TenantScope) throws -> [SQL] {
        var conditions: [SQL] = []
        if let event, !event.isEmpty { conditions.append(.contains(event, in: "event_name")) }
        if let text, !text.isEmpty {
            let (event, product) = (SQL.contains(text, in: "event_name"), SQL.contains(text, in: "product_name"))
            conditions.append("(\(part: event) OR \(part: product))")
        }
        if let status { conditions.append(Self.condition(of: status, try CampaignHolds.current(db, in: scope))) }
        return conditions
    }

    /// The status is told by the coupons, so it is asked of them: one look into the index on their progress for each
    /// state that counts.
    private static func condition(of status: CampaignProgress.Status, _ holds: CampaignHolds) -> SQL {
        let moving = any([
            "issue_state = 'waiting'", "issue_state = 'issuing'",
            "issue_state = 'issued' AND delivery_state = 'waiting'",
            "issue_state = 'issued' AND delivery_state = 'queued'",
            "issue_state = 'issued' AND delivery_state = 'pending'",
        ])
        let begun = any([
            "issue_state = 'issuing'", "issue_state = 'issued'", "issue_state = 'failed'",
            "issue_state = 'unconfirmed'", "issue_state = 'cancelled'",
        ])
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

    /// Whether one of the campaign's coupons is in one of the states. A subquery for each, because an OR inside one would
    /// have all coupons of the campaign read; not EXISTS, which the server may turn into a look at everybody's coupons.
    private static func any(_ states: [SQL]) -> SQL {
        let looks = states.map { state -> SQL in
            "(SELECT 1 FROM coupon WHERE coupon.campaign_id = campaign.id AND \(part: state) LIMIT 1) IS NOT NULL"
        }
        return "(\(part: looks.joined(separator: " OR ")))"
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
