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

    /// Moves the coupon when this is the newest event about it. An older one that comes late is only kept.
    ///
    /// A balance never rises but by taking an exchange back, and a cancelled coupon cannot be used: what says otherwise is
    /// kept and looked at by a person.
    func apply(_ db: Connection, to coupon: Coupon, at now: Date) throws {
        guard let state = CouponUse.state(status: notice.status, balance: notice.balance) else {
            return try warn(db, coupon, "알 수 없는 사용 상태(\(notice.status))를 받았습니다.", at: now)
        }
        guard coupon.redemption != .cancelled || state == .cancelled else {
            return try warn(db, coupon, "취소된 쿠폰이 사용되었다는 알림을 받았습니다.", at: now)
        }
        guard notice.exchangedAt >= coupon.use.usedAt ?? .distantPast else { return }
        if state != .unused, let before = coupon.use.balance, let after = notice.balance, Won(after) > before {
            return try warn(db, coupon, "사용 뒤에 잔액이 늘어난 알림을 받았습니다.", at: now)
        }
        try coupon.recordExchange(
            db, state, usedAt: notice.exchangedAt, branch: notice.branch, balance: notice.balance.map(Won.init), at: now
        )
        try db.execute("UPDATE exchange_event SET applied = 1 WHERE id = \(id)")
    }

    private func warn(_ db: Connection, _ coupon: Coupon, _ what: String, at now: Date) throws {
        try Alert.raise(
            db, .oddRedemption, about: coupon.id.description, company: coupon.companyID.ulid,
            "\(what) C/S 화면에서 쿠폰의 실시간 상태를 확인하세요.", at: now)
    }
}
