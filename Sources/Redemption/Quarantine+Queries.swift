import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support

extension QuarantinedExchange {
    /// Those that wait for somebody, the latest first.
    package static func page(_ db: Connection, offset: Int, limit: Int, _ data: PersonalData) throws -> (
        items: [QuarantinedExchange], total: Total
    ) {
        let total = try db.total("SELECT id FROM exchange_event WHERE coupon_id IS NULL AND set_aside_at IS NULL")
        let items = try db.rows(
            """
            SELECT barcode, \(part: ToldExchange.columns) FROM exchange_event
            WHERE coupon_id IS NULL AND set_aside_at IS NULL ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in
            let told = try ToldExchange(row)
            let place = SealedPlace(table: "exchange_event", column: "barcode", row: told.id)
            let barcode = try data.sealer.open(try row.value("barcode", as: [UInt8].self), in: place)
            return QuarantinedExchange(maskedBarcode: Masked.barcode(barcode), told: told)
        }
        return (items, total)
    }

    /// Takes it out of the list. Its coupon still gets it, should it become known.
    ///
    /// - Returns: false when it does not wait there.
    package static func setAside(_ db: Connection, _ id: ULID, by user: ULID, at now: Date) throws -> Bool {
        let changed = try db.execute(
            """
            UPDATE exchange_event SET set_aside_at = \(now), set_aside_by = \(user)
            WHERE id = \(id) AND coupon_id IS NULL AND set_aside_at IS NULL
            """)
        try endAlert(db, at: now)
        return changed == 1
    }

    /// Events whose coupon has become known since they came: issued late, settled by evidence, recovered.
    static func known(_ db: Connection, limit: Int) throws -> [(event: ULID, coupon: Coupon.ID)] {
        try db.rows(
            """
            SELECT STRAIGHT_JOIN exchange_event.id AS event, coupon.id AS coupon FROM exchange_event
            JOIN coupon ON coupon.barcode_index = exchange_event.barcode_index
            WHERE exchange_event.coupon_id IS NULL LIMIT \(limit)
            """
        ).map { (try $0.value("event"), try $0.value("coupon")) }
    }

    /// Gives an event to its coupon and applies it. A second time changes nothing.
    static func adopt(_ db: Connection, _ event: ULID, by id: Coupon.ID, at now: Date) throws {
        guard let coupon = try Coupon.lock(db, id) else { return }
        let adopted = try db.execute(
            """
            UPDATE exchange_event SET coupon_id = \(id), company_id = \(coupon.companyID)
            WHERE id = \(event) AND coupon_id IS NULL
            """)
        guard adopted == 1 else { return }
        try UseRecord.take(db, event, onto: coupon, at: now)
        try endAlert(db, at: now)
    }

    /// The alert ends with the last that waits.
    private static func endAlert(_ db: Connection, at now: Date) throws {
        guard try !anyWaits(db) else { return }
        try Alert.close(db, .unknownBarcode, at: now)
        // Closing has waited for whoever counted on the alert a moment ago.
        if try anyWaits(db) { try ExchangeDesk.tellUnknown(db, at: now) }
    }

    private static func anyWaits(_ db: Connection) throws -> Bool {
        try db.row("SELECT id FROM exchange_event WHERE coupon_id IS NULL AND set_aside_at IS NULL LIMIT 1") != nil
    }
}
