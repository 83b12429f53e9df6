import Coufun
import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support

/// Barcodes that COUFUN named for an order and no coupon has: somebody pays for them, and nobody gets them.
///
/// Whatever hands out barcodes of an order that COUFUN answered more than once, or with another number than was asked for,
/// tells of the rest. A barcode that a coupon of another order has is no surplus: to cancel it would void that coupon.
package enum SurplusBarcodes {
    /// Tells of them, when there are any, in the transaction that handed out the others.
    ///
    /// `besides`: an answer that counts with those on record.
    package static func tell(
        _ db: Connection, of order: IssueOrder, besides: CreatedCoupons? = nil, at now: Date, data: PersonalData
    ) throws {
        let answers =
            try SupplierCall.answers(db, of: [order.id], data)[order.id, default: []] + [besides].compactMap(\.self)
        let surplus = try Coupon.unowned(db, among: answers.flatMap(\.barcodes), index: data.index)
        guard !surplus.isEmpty else { return }
        let given = try Coupon.all(db, of: order.id).compactMap { try $0.secrets(data).barcode }
        try Alert.raise(
            db, .secondIssue, about: order.trID, company: order.companyID.ulid,
            "공급사가 한 거래번호(\(order.trID))에 주문보다 많은 쿠폰 번호를 보내왔습니다. "
                + "받는 사람에게 나가는 번호: \(list(given)). 남은 번호: \(list(surplus)). "
                + "공급사에 확인해 남은 쿠폰을 취소한 뒤 이 알림을 닫으세요.", at: now)
    }

    /// Masked, and as many as an alert has room for.
    private static func list(_ barcodes: [String]) -> String {
        let shown = barcodes.prefix(5).map(Masked.barcode).joined(separator: ", ")
        return barcodes.count > 5 ? "\(shown) 외 \(barcodes.count - 5)개" : shown
    }
}
