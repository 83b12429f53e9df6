import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// Tells that orders of a campaign wait for a person, until none does any more. Whatever leaves an order unconfirmed raises
/// it, whatever settles one closes it.
package enum UnconfirmedAlert {
    static let unknown = "공급사 응답으로 발급 여부를 알 수 없는 쿠폰이 있습니다. '확인 필요' 화면에서 공급사에 확인한 결과를 입력하세요."

    static func raise(_ db: Connection, of order: IssueOrder, _ text: String = unknown, at now: Date) throws {
        try Alert.raise(
            db, .unconfirmed, about: order.campaignID.description, company: order.companyID.ulid, text, at: now)
    }

    /// `order`: one of the campaign's that was settled. `user`: nil when evidence settled the last one by itself.
    package static func closeIfSettled(_ db: Connection, of order: IssueOrder, by user: User.ID?, at now: Date)
        throws
    {
        guard try IssueOrder.unconfirmed(db, of: order.campaignID) == 0 else { return }
        try Alert.close(db, .unconfirmed, about: order.campaignID.description, by: user?.ulid, at: now)
        // Closing has waited for whoever raised it for another order a moment ago.
        if try IssueOrder.unconfirmed(db, of: order.campaignID) > 0 { try raise(db, of: order, at: now) }
    }
}
