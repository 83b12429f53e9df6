import Coufun
import Coupons
import Foundation
import Jobs
import MariaDB
import Support

/// A call that is on record and may be made: its order is claimed.
struct IssueCall: Sendable {
    let id: SupplierCall.ID
    let order: IssueOrder

    /// Claims due orders and puts a call for each on record; the caller commits before it calls.
    static func begin(_ db: Connection, worker: WorkerIdentity, limit: Int, oneCouponEach: Bool, at now: Date) throws
        -> [IssueCall]
    {
        let calls = try IssueOrder.claimDue(db, worker: worker, limit: limit, at: now).map { order in
            let untouched = order.attempts == 1 && !order.everAmbiguous
            let cut = oneCouponEach && order.quantity > 1 && untouched
            return IssueCall(id: .new(at: now), order: cut ? try IssueOrder.split(db, order, at: now) : order)
        }
        try SupplierCall.begin(db, calls, at: now)
        return calls
    }
}

/// A call and how it ended.
struct EndedCall: Sendable {
    let call: IssueCall
    let reply: CoufunReply<CreatedCoupons>

    var order: IssueOrder { call.order }

    /// The coupons, when COUFUN issued exactly as many as were asked for.
    var created: CreatedCoupons? {
        guard case .done(let created) = reply.outcome, created.barcodes.count == order.quantity else { return nil }
        return created
    }
}
