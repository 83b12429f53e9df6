import Coufun
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// The record of one attempt at COUFUN: written before the call, completed after it.
package struct SupplierCall: Sendable {
    package typealias ID = Identifier<SupplierCall>

    /// Writes intents, in the transaction that claims the orders.
    static func begin(_ db: Connection, _ calls: [IssueCall], at now: Date) throws {
        try db.insertMany(
            into: "supplier_call",
            columns: ["id", "company_id", "issue_order_id", "kind", "attempt", "request", "started_at"],
            rows: calls.map { call in
                let order = call.order
                let request = "GOODS_ID=\(order.goodsID) CREATE_CNT=\(order.quantity) TR_ID=\(order.trID)"
                return [
                    call.id.sqlValue, order.companyID.sqlValue, order.id.sqlValue, "create".sqlValue,
                    order.attempts.sqlValue, request.sqlValue, now.sqlValue,
                ]
            })
    }

    /// Completes the record of a call that was never made.
    static func neverBegan(_ db: Connection, of order: IssueOrder, at now: Date) throws {
        try db.execute(
            """
            UPDATE supplier_call SET ended_at = \(now), outcome = 'not_sent', reason = 'the claim was not known to stand'
            WHERE issue_order_id = \(order.id) AND attempt = \(order.attempts) AND ended_at IS NULL
            """)
    }

    /// Completes records, in the transaction that records the outcomes. A late answer is not taken back by the record of
    /// the time-out before it, should that come second.
    static func end(_ db: Connection, _ ends: [CallEnd], at now: Date) throws {
        try db.executeMany(
            """
            UPDATE supplier_call
            SET ended_at = ?, outcome = ?, http_status = ?, code = ?, reason = ?, reply = ?
            WHERE id = ? AND (outcome IS NULL OR outcome <> 'done')
            """,
            rows: ends.map { end in
                [
                    now.sqlValue, end.outcome.sqlValue, end.httpStatus?.sqlValue ?? .null, end.code?.sqlValue ?? .null,
                    end.reason?.sqlValue ?? .null, end.sealedReply?.sqlValue ?? .null, end.id.sqlValue,
                ]
            })
    }

    /// Whether the last calls of a campaign issued, the latest first.
    ///
    /// One that never left us says nothing, nor does one that our own end cut off, nor COUFUN's answer that it has this
    /// TR_ID already when that was to be expected after such an end.
    static func lastOutcomes(_ db: Connection, of campaign: CampaignID, since: Date, limit: Int) throws -> [Bool] {
        try db.rows(
            """
            SELECT supplier_call.outcome = 'done' AS issued FROM issue_order
            JOIN supplier_call ON supplier_call.issue_order_id = issue_order.id
            WHERE issue_order.campaign_id = \(campaign) AND supplier_call.kind = 'create'
                AND supplier_call.outcome IN ('done', 'refused', 'unknown') AND supplier_call.ended_at > \(since)
                AND NOT (supplier_call.code IN ('12', '23') AND EXISTS (
                    SELECT 1 FROM supplier_call AS cut_off
                    WHERE cut_off.issue_order_id = supplier_call.issue_order_id
                        AND cut_off.attempt < supplier_call.attempt
                        AND (cut_off.outcome IS NULL OR cut_off.outcome = 'cut_off')))
            ORDER BY supplier_call.ended_at DESC LIMIT \(limit)
            """
        ).map { try $0.value("issued") }
    }

    /// What COUFUN answered to orders when it issued: every set of barcodes, the first one first.
    package static func answers(_ db: Connection, of orders: [IssueOrderID], _ data: PersonalData) throws
        -> [IssueOrderID: [CreatedCoupons]]
    {
        guard !orders.isEmpty else { return [:] }
        return try db.rows(
            """
            SELECT id, issue_order_id, reply FROM supplier_call
            WHERE issue_order_id IN (\(list: orders)) AND kind = 'create' AND outcome = 'done' AND reply IS NOT NULL
            ORDER BY id
            """
        ).reduce(into: [:]) { answers, row in
            let id: ID = try row.value("id")
            let body = try data.sealer.openBytes(row.value("reply"), in: place(id))
            guard let created = CreatedCoupons(reply: body) else { return }
            let order: IssueOrderID = try row.value("issue_order_id")
            if answers[order]?.contains(created) != true { answers[order, default: []].append(created) }
        }
    }

    private static func place(_ id: ID) -> SealedPlace {
        SealedPlace(table: "supplier_call", column: "reply", row: id.ulid)
    }

    fileprivate static func seal(_ body: [UInt8], of id: ID, _ data: PersonalData) throws -> [UInt8]? {
        body.isEmpty
            ? nil
            : try data.sealer.seal(body, in: place(id))
    }
}

/// How a call ended, in the columns of its record.
struct CallEnd: Sendable {
    let id: SupplierCall.ID
    let outcome: String
    let httpStatus: Int?
    let code: String?
    let reason: String?
    let sealedReply: [UInt8]?

    /// COUFUN was asked and did not issue. A call that never left us, or that we cut off, says nothing about it.
    var isFailure: Bool { outcome == "refused" || outcome == "unknown" }

    init(_ ended: EndedCall, _ data: PersonalData) throws {
        try self.init(ended.call.id, ended.reply, data)
    }

    init<Answer>(_ id: SupplierCall.ID, _ reply: CoufunReply<Answer>, _ data: PersonalData) throws {
        self.id = id
        httpStatus = reply.httpStatus
        sealedReply = try SupplierCall.seal(reply.body, of: id, data)
        switch reply.outcome {
        case .done: (outcome, code, reason) = ("done", "00", nil)
        case .refused(let refusal):
            (outcome, code) = ("refused", refusal.code)
            reason = String(refusal.supplierMessage.prefix(300))
        case .notSent(let why): (outcome, code, reason) = ("not_sent", nil, String(why.prefix(300)))
        case .unknown(let why):
            (outcome, code) = (reply.wasCutOffByUs ? "cut_off" : "unknown", nil)
            reason = String(why.prefix(300))
        }
    }
}
