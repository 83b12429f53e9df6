import Accounts
import Foundation
import MariaDB
import Sealing
import Support

/// A coupon as it is registered: nothing issued, nothing sent.
package struct NewCoupon: Sendable {
    package let id: Coupon.ID
    package let issueOrderID: IssueOrderID
    package let position: Int
    package let name: String
    package let phone: PhoneNumber

    package init(id: Coupon.ID, issueOrderID: IssueOrderID, position: Int, name: String, phone: PhoneNumber) {
        (self.id, self.issueOrderID, self.position, self.name, self.phone) = (id, issueOrderID, position, name, phone)
    }

    /// The bound values of its row. Sealing takes time, so it is done before the transaction.
    package func row(company: Company.ID, campaign: CampaignID, at now: Date, data: PersonalData) throws -> [SQL.Value]
    {
        [
            id.sqlValue, company.sqlValue, campaign.sqlValue, issueOrderID.sqlValue, position.sqlValue,
            try data.sealer.seal(name, in: Coupon.place("name", id)).sqlValue,
            try data.sealer.seal(phone.digits, in: Coupon.place("phone", id)).sqlValue,
            data.index.phone(phone).sqlValue, data.index.phoneLastFour(phone.lastFour).sqlValue,
            IssueState.waiting.sqlValue, DeliveryState.waiting.sqlValue, RedemptionState.unused.sqlValue, now.sqlValue,
        ]
    }

    /// Adds rows made by ``row(company:campaign:at:data:)``, in the caller's transaction.
    package static func insert(_ db: Connection, _ rows: [[SQL.Value]]) throws {
        for start in stride(from: 0, to: rows.count, by: 1000) {
            try db.insertMany(
                into: "coupon",
                columns: [
                    "id", "company_id", "campaign_id", "issue_order_id", "position", "name", "phone", "phone_index",
                    "last_four_index", "issue_state", "delivery_state", "redemption_state", "changed_at",
                ],
                rows: Array(rows[start..<min(start + 1000, rows.count)]))
        }
    }
}
