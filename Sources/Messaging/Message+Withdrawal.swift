import Coupons
import Foundation
import MariaDB

extension Message {
    /// Takes back the messages of a coupon that have not been handed over yet, in the caller's transaction.
    ///
    /// - Returns: false while one is being handed over at this moment: it cannot be said whether it goes.
    package static func withdrawUnsent(_ db: Connection, of coupon: Coupon.ID, note: String, at now: Date) throws
        -> Bool
    {
        let open = try db.rows(
            "SELECT id, state FROM message WHERE coupon_id = \(coupon) AND state IN ('composing', 'composed', 'handing_over') FOR UPDATE"
        )
        guard try !open.contains(where: { try $0.value("state", as: State.self) == .handingOver }) else { return false }
        let ids: [MessageID] = try open.map { try $0.value("id") }
        guard !ids.isEmpty else { return true }
        try db.execute(
            """
            UPDATE message SET state = 'withdrawn', owner = NULL, claimed_at = NULL, fence = fence + 1, done_at = \(now), card_until = \(now)
            WHERE id IN (\(list: ids))
            """)
        try Coupon.setDelivery(db, ofMessages: ids, to: .withdrawn, note: note, at: now)
        return true
    }
}
