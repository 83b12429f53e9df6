import Accounts
import Coufun
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// A question about one coupon, or its cancellation, on record like the calls that issue: written before it leaves,
/// completed with what came back.
package struct CouponCall: Sendable {
    package enum Kind: String, Sendable, CaseIterable, SQLBindable, SQLDecodable { case status, cancel }

    let id: SupplierCall.ID

    /// `coupon`: nil for a barcode that is given as evidence and is nobody's yet. The caller commits before it calls.
    package static func begin(
        _ db: Connection, _ kind: Kind, of order: IssueOrder, coupon: Coupon.ID?, attempt: Int = 1, at now: Date
    ) throws -> CouponCall {
        let id = SupplierCall.ID.new(at: now)
        try db.execute(
            """
            INSERT INTO supplier_call
                (id, company_id, issue_order_id, coupon_id, kind, attempt, request, started_at)
            VALUES (\(id), \(order.companyID), \(order.id), \(coupon), \(kind), \(attempt),
                \("GOODS_ID=\(order.goodsID) POC_ID=\(order.pocID)"), \(now))
            """)
        return CouponCall(id: id)
    }

    package func end<Answer>(_ db: Connection, _ reply: CoufunReply<Answer>, _ data: PersonalData, at now: Date) throws
    {
        try SupplierCall.end(db, [try CallEnd(id, reply, data)], at: now)
    }

    /// The calls that were to cancel a coupon, in their sequence.
    package static func cancellations(_ db: Connection, of coupon: Coupon.ID, in scope: TenantScope) throws
        -> [CallRecord]
    {
        try db.rows(
            """
            SELECT attempt, started_at, ended_at, outcome, http_status, code, reason FROM supplier_call
            WHERE coupon_id = \(coupon) AND kind = \(Kind.cancel) AND \(part: scope.condition) ORDER BY id
            """
        ).map(CallRecord.init)
    }
}
