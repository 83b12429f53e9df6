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

    /// Those of `barcodes` that no coupon of anybody has, each once, in their sequence.
    package static func unowned(_ db: Connection, among barcodes: [String], index: BlindIndex) throws -> [String] {
        var seen: Set<[UInt8]> = []
        let marks = barcodes.map { (barcode: $0, mark: index.barcode($0)) }.filter { seen.insert($0.mark).inserted }
        // A statement takes 65,535 values.
        let owned = try stride(from: 0, to: marks.count, by: 1000).reduce(into: Set<[UInt8]>()) { owned, start in
            let some = marks[start..<min(start + 1000, marks.count)].map(\.mark)
            for row in try db.rows("SELECT barcode_index FROM coupon WHERE barcode_index IN (\(list: some))") {
                owned.insert(try row.value("barcode_index"))
            }
        }
        return marks.filter { !owned.contains($0.mark) }.map(\.barcode)
    }

    package static func lock(_ db: Connection, _ id: ID) throws -> Coupon? {
        try lock(db, [id]).first
    }

    /// Keeps what COUFUN answered about it. The caller has the row locked and knows of no later answer.
    ///
    /// `validUntil`: COUFUN may have prolonged it.
    package func keep(_ db: Connection, _ answer: SupplierAnswer, validUntil: CalendarDay?) throws {
        try db.execute(
            """
            UPDATE coupon
            SET supplier_status = \(String(answer.status.prefix(10))), status_checked_at = \(answer.askedAt),
                supplier_kind = \(answer.kind?.rawValue), supplier_remaining = \(answer.remaining?.amount),
                supplier_total = \(answer.total?.amount), supplier_exchanged_at = \(answer.exchangedAt),
                valid_until = COALESCE(\(validUntil), valid_until)
            WHERE id = \(id)
            """)
    }

    /// Writes what everything known of its use amounts to. The caller has the row locked.
    package func recordUse(
        _ db: Connection, _ state: RedemptionState, usedAt: Date?, branch: String?, balance: Won?, at now: Date
    ) throws {
        try db.execute(
            """
            UPDATE coupon
            SET redemption_state = \(state), used_at = \(usedAt), used_branch = \(branch), balance = \(balance?.amount),
                changed_at = \(now)
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

extension SupplierAnswer {
    /// nil: COUFUN was never asked.
    init?(_ row: Row) throws {
        guard let askedAt: Date = try row.optional("status_checked_at"),
            let status: String = try row.optional("supplier_status")
        else { return nil }
        let kind: String? = try row.optional("supplier_kind")
        self.init(
            askedAt: askedAt, status: status, kind: kind.flatMap(Kind.init(rawValue:)),
            remaining: try row.won("supplier_remaining"), total: try row.won("supplier_total"),
            exchangedAt: try row.optional("supplier_exchanged_at"))
    }
}

extension Row {
    func won(_ column: String) throws -> Won? {
        let amount: Int? = try optional(column)
        return amount.map(Won.init)
    }
}
