import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support

/// Takes COUFUN's redemption events: stored and applied in one transaction before the answer goes out.
package struct ExchangeDesk: Sendable {
    let database: Database
    let data: PersonalData
    /// Whether COUFUN is asked about each event before it counts as certain.
    let verifies: Bool

    package init(database: Database, data: PersonalData, verifies: Bool = false) {
        (self.database, self.data, self.verifies) = (database, data, verifies)
    }

    /// Keeps the event and applies it. A repeat changes nothing and gets the same id.
    ///
    /// - Returns: the EXCHANGE_ID: the event is on the disk when it is there.
    package func receive(_ notice: ExchangeNotice, from address: String, at now: Date = Date()) async throws -> String {
        let id = ExchangeEvent.ID.new(at: now)
        let (data, verifies) = (data, verifies)
        return try await database.write { db in
            let fingerprint = data.index.event(notice.identity)
            if let known = try ExchangeEvent.id(db, fingerprint) { return known.description }
            let coupon = try Coupon.lock(db, barcode: notice.barcode, index: data.index)
            let event = ExchangeEvent(
                id: id, notice: notice, coupon: coupon, fingerprint: fingerprint, address: address)
            do throws(any Error) {
                try event.insert(db, data, verifyAt: verifies ? now : nil, at: now)
            } catch MariaDBError.duplicateKey {
                // The same event came twice at once; the other one has been committed by now.
                return try ExchangeEvent.id(db, fingerprint)?.description ?? id.description
            }
            if let coupon {
                try UseRecord.take(db, id.ulid, onto: coupon, at: now)
            } else {
                try Self.tellUnknown(db, at: now)
            }
            return id.description
        }
    }

    static func tellUnknown(_ db: Connection, at now: Date) throws {
        try Alert.raise(
            db, .unknownBarcode, company: nil,
            "쿠폰 공급사가 우리 원장에 없는 쿠폰 번호의 사용을 알려 왔습니다. 관리의 '보류'에서 확인하세요.", at: now)
    }
}
