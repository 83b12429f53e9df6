import Coupons
import Foundation
import MariaDB
import Support

/// An event that COUFUN is to be asked about before anybody relies on it.
package struct ExchangeToVerify: Sendable {
    package let id: ULID
    package let coupon: Coupon.ID

    /// Those that are due, the oldest first.
    package static func due(_ db: Connection, limit: Int, at now: Date) throws -> [ExchangeToVerify] {
        try db.rows(
            """
            SELECT id, coupon_id FROM exchange_event WHERE verify_at <= \(now) AND coupon_id IS NOT NULL
            ORDER BY verify_at LIMIT \(limit)
            """
        ).map { ExchangeToVerify(id: try $0.value("id"), coupon: try $0.value("coupon_id")) }
    }

    /// COUFUN has answered.
    package func settle(_ db: Connection, isSame: Bool) throws {
        try db.execute("UPDATE exchange_event SET verify_at = NULL, verified = \(isSame) WHERE id = \(id)")
    }

    /// COUFUN has not answered.
    package func postpone(_ db: Connection, to time: Date) throws {
        try db.execute("UPDATE exchange_event SET verify_at = \(time) WHERE id = \(id)")
    }
}
