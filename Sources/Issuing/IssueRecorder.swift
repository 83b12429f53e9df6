import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Safeguards
import Sealing
import Support

/// Writes what calls brought into the ledger: the call, the order and its coupons in one transaction.
struct IssueRecorder: Sendable {
    let database: Database
    let data: PersonalData
    let policy: IssuePolicy
    let worker: WorkerIdentity
    let logger: Logger

    /// Records calls that brought what was asked for, in the caller's transaction: all of them or, when anything is
    /// odd, none.
    ///
    /// - Throws: `ClaimLost`, or `duplicateKey` when a barcode is another coupon's already.
    func recordIssued(_ db: Connection, _ ended: [EndedCall], at now: Date) throws {
        guard !ended.isEmpty else { return }
        try SupplierCall.end(db, ended.map { try CallEnd($0, data) }, at: now)
        let settled = try IssueOrder.settleIssued(db, ended.map(\.order), worker: worker, at: now)
        guard settled == ended.count else { throw ClaimLost() }
        try Coupon.issue(db, issuedCoupons(db, ended), at: now, data: data)
    }

    /// Records one call, whatever it brought.
    ///
    /// - Returns: whether coupons were issued by it.
    func record(_ ended: EndedCall, at now: Date) async throws -> Bool {
        let order = ended.order
        let end = try CallEnd(ended, data)
        let decision = IssueDecision.after(order, ended.reply.outcome, policy: policy, jitter: .random(in: 0...1))
        let result = try await database.write { db -> IssueDecision? in
            try SupplierCall.end(db, [end], at: now)
            var decision = decision
            if decision.state == .issued { decision = try issue(db, ended, decision, at: now) }
            if try IssueOrder.settle(db, order, decision, code: end.code, worker: worker, at: now) {
                if decision.state != .issued {
                    try Coupon.setIssue(db, of: [order.id], to: decision.coupons, note: decision.note, at: now)
                }
                try warn(db, order, decision, end, at: now)
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
    private func issue(_ db: Connection, _ ended: EndedCall, _ decision: IssueDecision, at now: Date) throws
        -> IssueDecision
    {
        do throws(any Error) {
            try Coupon.issue(db, issuedCoupons(db, [ended]), at: now, data: data)
            return decision
        } catch MariaDBError.duplicateKey {
            return IssueDecision(
                state: .unconfirmed, everAmbiguous: true, retryAfterSeconds: 0, countsAsAttempt: true,
                coupons: .unconfirmed, note: "공급사가 이미 다른 쿠폰에 준 번호를 다시 보냈습니다. 확인이 필요합니다.")
        }
    }

    private func issuedCoupons(_ db: Connection, _ ended: [EndedCall]) throws -> [IssuedCoupon] {
        let coupons = Dictionary(grouping: try Coupon.ids(db, of: ended.map(\.order.id)), by: \.order)
        return ended.flatMap { one in
            zip(coupons[one.order.id] ?? [], one.created?.barcodes ?? []).map { coupon, barcode in
                IssuedCoupon(
                    id: coupon.coupon, barcode: barcode, supplierOrderID: one.created?.orderID ?? "",
                    validUntil: one.created?.validUntil)
            }
        }
    }

    /// Alerts and brakes that follow from a call that did not issue.
    private func warn(_ db: Connection, _ order: IssueOrder, _ decision: IssueDecision, _ end: CallEnd, at now: Date)
        throws
    {
        if decision.state == .unconfirmed {
            try Alert.raise(
                db, .unconfirmed, about: order.campaignID.description, company: order.companyID.ulid,
                "공급사 응답으로 발급 여부를 알 수 없는 쿠폰이 있습니다. '확인 필요' 화면에서 공급사에 확인한 결과를 입력하세요.", at: now)
        }
        if decision.stopsCompany {
            try IssueBrake.stopCompany(db, order, cause: decision.note, at: now)
        } else if end.isFailure {
            try IssueBrake.check(db, order, cause: decision.note, at: now)
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

/// Another worker holds the order by now.
struct ClaimLost: Error {}
