import Foundation
import MariaDB
import Sealing
import Support

extension Coupon {
    /// Locks the coupon that has this barcode, for the caller's transaction to change its use.
    package static func lock(_ db: Connection, barcode: String, index: BlindIndex) throws -> Coupon? {
        try db.row("SELECT \(part: columns) FROM coupon WHERE barcode_index = \(index.barcode(barcode)) FOR UPDATE")
            .map(Coupon.init)
    }

    package static func lock(_ db: Connection, _ id: ID) throws -> Coupon? {
        try lock(db, [id]).first
    }

    /// Records what a redemption event says. The caller has the row locked and knows that the event is the newest.
    package func recordExchange(
        _ db: Connection, _ state: RedemptionState, usedAt: Date, branch: String?, balance: Won?, at now: Date
    ) throws {
        try db.execute(
            """
            UPDATE coupon
            SET redemption_state = \(state), used_at = \(usedAt), used_branch = \(branch), balance = \(balance?.amount),
                changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// Records what COUFUN answered about a coupon. `state`: nil when its STATUS means nothing to us.
    package func recordStatus(
        _ db: Connection, _ status: String, state: RedemptionState?, balance: Won?, usedAt: Date?, at now: Date
    ) throws {
        try db.execute(
            """
            UPDATE coupon
            SET supplier_status = \(String(status.prefix(10))), status_checked_at = \(now),
                redemption_state = COALESCE(\(state), redemption_state), balance = COALESCE(\(balance?.amount), balance),
                used_at = COALESCE(\(usedAt), used_at), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    /// From here on nothing of it is sent, until COUFUN has refused; nil: it has.
    package func recordCancelRequest(_ db: Connection, at time: Date?) throws {
        try db.execute("UPDATE coupon SET cancel_requested_at = \(time) WHERE id = \(id)")
    }

    /// Ends a coupon that COUFUN has cancelled.
    package func recordCancelled(_ db: Connection, note: String?, at now: Date) throws {
        try db.execute(
            """
            UPDATE coupon
            SET issue_state = 'cancelled', redemption_state = 'cancelled', issue_note = \(note),
                cancel_requested_at = NULL, changed_at = \(now)
            WHERE id = \(id)
            """)
    }
}
