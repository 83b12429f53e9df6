import Coufun
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// The record of one attempt at COUFUN: written before the call, completed after it.
package struct SupplierCall: Sendable {
    package typealias ID = Identifier<SupplierCall>

    /// Writes the intent, in the transaction that claims the order.
    static func begin(_ db: Connection, _ id: ID, _ order: IssueOrder, at now: Date) throws {
        let request = "GOODS_ID=\(order.goodsID) CREATE_CNT=\(order.quantity) TR_ID=\(order.trID)"
        try db.execute(
            """
            INSERT INTO supplier_call (id, company_id, issue_order_id, kind, attempt, request, started_at)
            VALUES (\(id), \(order.companyID), \(order.id), 'create', \(order.attempts), \(request), \(now))
            """)
    }

    /// Completes the record, in the transaction that records the outcome. `sealedReply` comes from ``seal``.
    static func end(_ db: Connection, _ id: ID, _ end: CallEnd, sealedReply: [UInt8]?, at now: Date) throws {
        try db.execute(
            """
            UPDATE supplier_call
            SET ended_at = \(now), outcome = \(end.outcome), http_status = \(end.httpStatus), code = \(end.code),
                reason = \(end.reason), reply = \(sealedReply)
            WHERE id = \(id)
            """)
    }

    static func seal(_ body: [UInt8], of id: ID, _ data: PersonalData) throws -> [UInt8]? {
        body.isEmpty
            ? nil
            : try data.sealer.seal(body, in: SealedPlace(table: "supplier_call", column: "reply", row: id.ulid))
    }
}

/// How a call ended, in the columns of its record.
struct CallEnd: Sendable {
    let outcome: String
    let httpStatus: Int?
    let code: String?
    let reason: String?

    init(_ reply: CoufunReply<CreatedCoupons>) {
        httpStatus = reply.httpStatus
        switch reply.outcome {
        case .done: (outcome, code, reason) = ("done", "00", nil)
        case .refused(let refusal):
            (outcome, code) = ("refused", refusal.code)
            reason = String(refusal.supplierMessage.prefix(300))
        case .notSent(let why): (outcome, code, reason) = ("not_sent", nil, String(why.prefix(300)))
        case .unknown(let why): (outcome, code, reason) = ("unknown", nil, String(why.prefix(300)))
        }
    }
}
