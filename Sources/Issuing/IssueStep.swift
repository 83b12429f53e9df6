import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support

/// Claims one due order, has its coupons issued, records what is known. Several of these run side by side.
///
/// Three separate units of work: no row is locked and no connection is held while COUFUN is being called.
package struct IssueStep: WorkStep {
    package let name = "issue"
    let database: Database
    let supplier: any CouponSupplier
    let data: PersonalData
    let policy: IssuePolicy
    let worker: WorkerIdentity
    /// Rung when coupons were issued: cards can be drawn.
    let issued: Bell
    let logger: Logger
    let now: @Sendable () -> Date

    package init(
        database: Database, supplier: any CouponSupplier, data: PersonalData, policy: IssuePolicy,
        worker: WorkerIdentity, issued: Bell, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.supplier, self.data, self.policy) = (database, supplier, data, policy)
        (self.worker, self.issued, self.logger, self.now) = (worker, issued, logger, now)
    }

    package func runOnce() async throws -> Int {
        let callID = SupplierCall.ID.new(at: now())
        let started = now()
        let claimed = try await database.write { [worker] db -> IssueOrder? in
            guard let order = try IssueOrder.claimDue(db, worker: worker, at: started) else { return nil }
            try SupplierCall.begin(db, callID, order, at: started)
            return order
        }
        guard let order = claimed else { return 0 }

        Failpoint.issuingBeforeCall.pass()
        let call = await supplier.create(
            pocID: order.pocID, goodsID: order.goodsID, count: order.quantity, trID: order.trID)
        Failpoint.issuingAfterCall.pass()
        await record(call.reply, of: callID, order)
        Failpoint.issuingAfterRecord.pass()
        if let late = call.late { readOn(late, callID, order) }
        return 1
    }

    private func record(_ reply: CoufunReply<CreatedCoupons>, of callID: SupplierCall.ID, _ order: IssueOrder) async {
        let recorder = IssueRecorder(database: database, data: data, policy: policy, logger: logger)
        var pause = Duration.milliseconds(200)
        // What COUFUN answered must not be lost while the database is away for a moment; the claim is ours meanwhile.
        for _ in 1...60 {
            do {
                if try await recorder.record(reply, of: callID, order, worker: worker, at: now()) { issued.ring() }
                return
            } catch {
                logger.error("Outcome not recorded yet", metadata: order.metadata.merging(["error": "\(error)"]) { $1 })
                try? await Task.sleep(for: pause)  // a cancelled wait only makes the next try come sooner
                pause = min(pause * 2, .seconds(5))
            }
        }
        logger.critical("Outcome not recorded: the order will become unconfirmed", metadata: order.metadata)
    }

    /// Waits for the reply that did not come in time. Unstructured: it must not hold up the next order.
    private func readOn(
        _ late: Task<CoufunReply<CreatedCoupons>, Never>, _ callID: SupplierCall.ID, _ order: IssueOrder
    ) {
        Task { [self] in
            let reply = await late.value
            guard case .done = reply.outcome else { return }
            logger.info("A late reply came", metadata: order.metadata)
            await record(reply, of: callID, order)
        }
    }
}

extension IssueOrder {
    var metadata: Logger.Metadata {
        ["order.id": "\(id)", "campaign.id": "\(campaignID)", "attempt": "\(attempts)"]
    }
}
