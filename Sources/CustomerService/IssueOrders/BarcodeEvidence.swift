import Coupons
import Foundation
import MariaDB
import Redemption
import Support

/// What COUFUN says of a barcode that somebody gives as evidence: that it is issued, what is left of it and until when.
struct BarcodeEvidence: Sendable {
    let answer: SupplierAnswer
    let validUntil: CalendarDay?

    /// Its use and its last day, onto the coupon that has the barcode now.
    func keep(_ db: Connection, on coupon: Coupon.ID, at now: Date) throws {
        _ = try UseRecord.keep(db, answer, validUntil: validUntil, of: coupon, at: now)
    }
}
