import Accounts
import Coupons
import Issuing
import MariaDB
import Sealing

/// A coupon as COUFUN knows it: by its barcode under the POC_ID and GOODS_ID of the order that it was issued under. The
/// company may have another POC_ID by now.
struct SupplierSubject: Sendable {
    let coupon: Coupon
    let order: IssueOrder

    /// nil until it is issued. Throws when what is sealed does not open.
    func barcode(_ data: PersonalData) throws -> String? { try coupon.secrets(data).barcode }

    /// nil when there is no such coupon for these eyes.
    static func find(_ db: Connection, _ id: Coupon.ID, in scope: TenantScope) throws -> SupplierSubject? {
        guard let coupon = try Coupon.find(db, id, in: scope),
            let order = try IssueOrder.find(db, coupon.issueOrderID)
        else { return nil }
        return SupplierSubject(coupon: coupon, order: order)
    }
}
