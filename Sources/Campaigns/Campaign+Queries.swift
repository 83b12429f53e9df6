import Accounts
import Coupons
import Foundation
import MariaDB
import Support

extension Campaign {
    static let columns: SQL = """
        id, company_id, created_by, event_name, goods_id, product_name, unit_price, purpose, title, message, \
        callback_number, template_id, template_version, scheduled_at, state, total, created_at
        """

    init(_ row: Row) throws {
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
}
