import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support

/// A redemption event on record.
struct ExchangeEvent: Sendable {
    typealias ID = Identifier<ExchangeEvent>

    let id: ID
    let notice: ExchangeNotice
    /// Nil: no coupon of ours has the barcode. The event is kept all the same: it is evidence.
    let coupon: Coupon?
    let fingerprint: [UInt8]
    let address: String

    static func id(_ db: Connection, _ fingerprint: [UInt8]) throws -> ID? {
        try db.row("SELECT id FROM exchange_event WHERE fingerprint = \(fingerprint)")?.value("id")
    }

    /// Throws `duplicateKey` when the same event stands there already.
    func insert(_ db: Connection, _ data: PersonalData, verifyAt: Date?, at now: Date) throws {
        let place = SealedPlace(table: "exchange_event", column: "barcode", row: id.ulid)
        try db.execute(
            """
            INSERT INTO exchange_event
                (id, fingerprint, barcode, barcode_index, coupon_id, company_id, status, exchanged_at, branch, price,
                balance, applied, address, received_at, verify_at)
            VALUES (\(id), \(fingerprint), \(try data.sealer.seal(notice.barcode, in: place)),
                \(data.index.barcode(notice.barcode)), \(coupon?.id), \(coupon?.companyID), \(notice.status),
                \(notice.exchangedAt), \(notice.branch), \(notice.price), \(notice.balance), 0, \(address), \(now),
                \(verifyAt))
            """)
    }
}

extension ToldExchange {
    static let columns: SQL =
        "id, status, exchanged_at, received_at, branch, price, balance, applied, verified"

    init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), status: try row.value("status"), exchangedAt: try row.value("exchanged_at"),
            receivedAt: try row.value("received_at"), branch: try row.optional("branch"),
            price: try row.optional("price").map { (won: Int) in Won(won) },
            balance: try row.optional("balance").map { (won: Int) in Won(won) }, counts: try row.value("applied"),
            isConfirmed: try row.optional("verified"))
    }

    /// Every exchange of a coupon, by COUFUN's clock.
    package static func all(_ db: Connection, of coupon: Coupon.ID) throws -> [ToldExchange] {
        try db.rows(
            "SELECT \(part: columns) FROM exchange_event WHERE coupon_id = \(coupon) ORDER BY exchanged_at, id"
        ).map(ToldExchange.init)
    }

    /// Marks which exchanges of a coupon count: all but `odd`.
    static func mark(_ db: Connection, of coupon: Coupon.ID, odd: [ULID]) throws {
        let isOdd: SQL = odd.isEmpty ? "FALSE" : "(id IN (\(list: odd)))"
        try db.execute(
            """
            UPDATE exchange_event SET applied = NOT \(part: isOdd)
            WHERE coupon_id = \(coupon) AND applied = \(part: isOdd)
            """)
    }
}
