import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support

/// Writes what a call brought into the ledger: one transaction for the call, the order and its coupons.
struct IssueRecorder: Sendable {
    let database: Database
    let data: PersonalData
    let policy: IssuePolicy
    let logger: Logger

    /// - Returns: whether coupons were issued by it.
    func record(
        _ reply: CoufunReply<CreatedCoupons>, of callID: SupplierCall.ID, _ order: IssueOrder, worker: WorkerIdentity,
        at now: Date
    ) async throws -> Bool {
        let end = CallEnd(reply)
        let sealedReply = try SupplierCall.seal(reply.body, of: callID, data)
        let decision = IssueDecision.after(order, reply.outcome, policy: policy, jitter: .random(in: 0...1))
        let result = try await database.write { [data] db -> IssueDecision? in
            try SupplierCall.end(db, callID, end, sealedReply: sealedReply, at: now)
            var decision = decision
            if case .done(let created) = reply.outcome, decision.state == .issued {
                decision = try Self.issue(db, order, created, decision, data, at: now)
            }
            if try IssueOrder.settle(db, order, decision, code: end.code, worker: worker, at: now) {
                if decision.state != .issued {
                    try Coupon.setIssue(db, of: order.id, to: decision.coupons, note: decision.note, at: now)
                }
                return decision
            }
            // The claim was lost, or this reply came late: it is evidence all the same, and the best there is.
            guard decision.state == .issued, try IssueOrder.reopenForEvidence(db, order.id) != nil else { return nil }
            try IssueOrder.markIssued(db, order.id, at: now)
            return decision
        }
        log(result, order, end)
        return result?.state == .issued
    }

    /// Hands out the barcodes. One that another coupon has already makes the order unconfirmed.
    private static func issue(
        _ db: Connection, _ order: IssueOrder, _ created: CreatedCoupons, _ decision: IssueDecision,
        _ data: PersonalData,
        at now: Date
    ) throws -> IssueDecision {
        let coupons = try Coupon.all(db, of: order.id)
        do throws(any Error) {
            for (coupon, barcode) in zip(coupons, created.barcodes) {
                try Coupon.issue(
                    db, coupon.id, barcode: barcode, supplierOrderID: created.orderID, validUntil: created.validUntil,
                    at: now, data: data)
            }
            return decision
        } catch MariaDBError.duplicateKey {
            return IssueDecision(
                state: .unconfirmed, everAmbiguous: true, retryAfterSeconds: 0, countsAsAttempt: true,
                coupons: .unconfirmed, note: "공급사가 이미 다른 쿠폰에 준 번호를 다시 보냈습니다. 확인이 필요합니다.")
        }
    }

    private func log(_ decision: IssueDecision?, _ order: IssueOrder, _ end: CallEnd) {
        let metadata = order.metadata.merging(
            ["outcome": "\(end.outcome)", "code": "\(end.code ?? "-")", "reason": "\(end.reason ?? "-")"]) { $1 }
        switch decision?.state {
        case .issued: logger.debug("Coupons issued", metadata: metadata)
        case .planned, .ambiguous, .calling: logger.warning("Issuing will be tried again", metadata: metadata)
        case .failed: logger.warning("Issuing refused", metadata: metadata)
        case .unconfirmed: logger.error("Issuing unconfirmed", metadata: metadata)
        case nil: logger.warning("Claim lost before the outcome was recorded", metadata: metadata)
        }
    }
}
