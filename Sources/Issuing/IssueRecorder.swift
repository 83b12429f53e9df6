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
    /// - Throws: `ClaimLost`, `BarcodeWithoutCoupon`, or `duplicateKey` when a barcode is another coupon's already.
    func recordIssued(_ db: Connection, _ ended: [EndedCall], at now: Date) throws {
        guard !ended.isEmpty else { return }
        try SupplierCall.end(db, ended.map { try CallEnd($0, data) }, at: now)
        let settled = try IssueOrder.settleIssued(db, ended.map(\.order), worker: worker, at: now)
        guard settled == ended.count else { throw ClaimLost() }
        let brought = ended.compactMap { one in one.created.map { IssuedBarcodes(one.order.id, $0) } }
        try IssuedBarcodes.handOut(db, brought, at: now, data: data)
    }

    /// Records one call, whatever it brought.
    ///
    /// - Returns: whether coupons were issued by it.
    func record(_ ended: EndedCall, at now: Date) async throws -> Bool {
        let end = try CallEnd(ended, data)
        let decision = IssueDecision.after(ended.order, ended.reply.outcome, policy: policy, jitter: .random(in: 0...1))
        let state: IssueOrder.State?
        do throws(any Error) {
            state = try await database.write { db in try write(db, ended, end, decision, at: now) }
        } catch  where Self.isAboutBarcodes(error) {
            // All of it is undone, so that none of the order's coupons keeps a barcode.
            let doubt = IssueDecision.cannotBeHandedOut(error is BarcodeWithoutCoupon)
            state = try await database.write { db in try write(db, ended, end, doubt, at: now) }
        }
        log(state, ended.order, end)
        return state == .issued
    }

    /// - Returns: what became of the order; nil when this call does not decide it any more.
    private func write(_ db: Connection, _ ended: EndedCall, _ end: CallEnd, _ decision: IssueDecision, at now: Date)
        throws -> IssueOrder.State?
    {
        let order = ended.order
        try SupplierCall.end(db, [end], at: now)
        guard try IssueOrder.settle(db, order, decision, code: end.code, worker: worker, at: now) else {
            // The claim was lost, or this reply came late: it is evidence all the same, and the best there is.
            guard case .done(let created) = ended.reply.outcome else { return nil }
            return try LateEvidence(order: order.id, created: created, decision: decision, data: data).keep(db, at: now)
        }
        if decision.state == .issued, let created = ended.created {
            try IssuedBarcodes.handOut(db, [IssuedBarcodes(order.id, created)], at: now, data: data)
        } else {
            try Coupon.setIssue(db, of: [order.id], to: decision.coupons, note: decision.note, at: now)
        }
        try warn(db, order, decision, end, at: now)
        return decision.state
    }

    private static func isAboutBarcodes(_ error: any Error) -> Bool {
        if case .duplicateKey? = error as? MariaDBError { return true }
        return error is BarcodeWithoutCoupon
    }

    /// Alerts and brakes that follow from a call that did not issue.
    private func warn(_ db: Connection, _ order: IssueOrder, _ decision: IssueDecision, _ end: CallEnd, at now: Date)
        throws
    {
        if decision.state == .unconfirmed { try UnconfirmedAlert.raise(db, of: order, at: now) }
        if decision.stopsCompany {
            try IssueBrake.stopCompany(db, order, cause: decision.note, at: now)
        } else if end.isFailure {
            try IssueBrake.check(db, order, cause: decision.note, at: now)
        }
    }

    private func log(_ state: IssueOrder.State?, _ order: IssueOrder, _ end: CallEnd) {
        let metadata = order.metadata.merging(
            ["outcome": "\(end.outcome)", "code": "\(end.code ?? "-")", "reason": "\(end.reason ?? "-")"]) { $1 }
        switch state {
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
