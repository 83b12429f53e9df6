import Coufun
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// What COUFUN gave for one order: a barcode for each of its coupons, in their sequence.
package struct IssuedBarcodes: Sendable {
    package struct One: Sendable {
        package let barcode: String
        package let validUntil: CalendarDay?

        package init(barcode: String, validUntil: CalendarDay?) {
            (self.barcode, self.validUntil) = (barcode, validUntil)
        }
    }

    let order: IssueOrderID
    let supplierOrderID: String
    let barcodes: [One]

    package init(order: IssueOrderID, supplierOrderID: String, barcodes: [One]) {
        (self.order, self.supplierOrderID, self.barcodes) = (order, supplierOrderID, barcodes)
    }

    init(_ order: IssueOrderID, _ created: CreatedCoupons) {
        self.init(
            order: order, supplierOrderID: created.orderID,
            barcodes: created.barcodes.map { One(barcode: $0, validUntil: created.validUntil) })
    }

    /// Gives the coupons of orders their barcodes: every one of them, or the caller's transaction must not commit.
    ///
    /// - Throws: `BarcodeWithoutCoupon`, or `duplicateKey` when a barcode is another coupon's already.
    package static func handOut(_ db: Connection, _ all: [IssuedBarcodes], at now: Date, data: PersonalData) throws {
        let coupons = Dictionary(grouping: try Coupon.ids(db, of: all.map(\.order)), by: \.order)
        let issued = try all.flatMap { one in
            let own = coupons[one.order] ?? []
            guard own.count == one.barcodes.count else { throw BarcodeWithoutCoupon() }
            return zip(own, one.barcodes).map { coupon, given in
                IssuedCoupon(
                    id: coupon.coupon, barcode: given.barcode, supplierOrderID: one.supplierOrderID,
                    validUntil: given.validUntil)
            }
        }
        try Coupon.issue(db, issued, at: now, data: data)
    }
}
