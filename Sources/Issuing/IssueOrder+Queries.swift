import Accounts
import Coupons
import Foundation
import MariaDB
import Support

extension IssueOrder {
    static let columns: SQL = """
        id, company_id, campaign_id, poc_id, goods_id, quantity, unit_price, state, ever_ambiguous, attempts, fence, note
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            pocID: try row.value("poc_id"), goodsID: try row.value("goods_id"), quantity: try row.value("quantity"),
            unitPrice: Won(try row.value("unit_price")), state: try row.value("state"),
            everAmbiguous: try row.value("ever_ambiguous"), attempts: try row.value("attempts"),
            fence: try row.value("fence"), note: try row.optional("note"))
    }

    /// Plans orders, in the transaction that registers their coupons. Nothing is called before that commits.
    package static func plan(_ db: Connection, _ plans: [IssuePlan], at now: Date) throws {
        for start in stride(from: 0, to: plans.count, by: 1000) {
            try db.insertMany(
                into: "issue_order",
                columns: [
                    "id", "company_id", "campaign_id", "poc_id", "goods_id", "quantity", "unit_price", "state",
                    "due_at", "wanted_at", "created_at",
                ],
                rows: plans[start..<min(start + 1000, plans.count)].map { plan in
                    [
                        plan.id.sqlValue, plan.companyID.sqlValue, plan.campaignID.sqlValue, plan.pocID.sqlValue,
                        plan.goodsID.sqlValue, plan.quantity.sqlValue, plan.unitPrice.amount.sqlValue,
                        State.planned.sqlValue, plan.dueAt.sqlValue, plan.dueAt.sqlValue, now.sqlValue,
                    ]
                })
        }
    }

    package static func find(_ db: Connection, _ id: IssueOrderID) throws -> IssueOrder? {
        try db.rows("SELECT \(part: columns) FROM issue_order WHERE id = \(id)").first.map(IssueOrder.init)
    }
}

/// An order as it is registered.
package struct IssuePlan: Sendable {
    package let id: IssueOrderID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let pocID: String
    package let goodsID: String
    package let quantity: Int
    package let unitPrice: Won
    /// Not to be called before.
    package let dueAt: Date

    package init(
        id: IssueOrderID, companyID: Company.ID, campaignID: CampaignID, pocID: String, goodsID: String, quantity: Int,
        unitPrice: Won, dueAt: Date
    ) {
        (self.id, self.companyID, self.campaignID, self.pocID) = (id, companyID, campaignID, pocID)
        (self.goodsID, self.quantity, self.unitPrice, self.dueAt) = (goodsID, quantity, unitPrice, dueAt)
    }
}
