import CustomerService
import Foundation
import MariaDB
import Sealing

/// What the routes and pages that need COUFUN's answer are built from.
package struct SupplierParts: Sendable {
    let live: LiveStatus
    let cancel: CancelCoupon
    let issueOrders: IssueOrderDesk

    /// `cancellation`: the step that carries out what a page began; `planned` wakes the workers.
    package init(
        database: Database, data: PersonalData, authority: any CouponAuthority, cancellation: CancellationStep,
        planned: @escaping @Sendable () async -> Void
    ) {
        live = LiveStatus(database: database, data: data, authority: authority)
        cancel = CancelCoupon(live: live, step: cancellation)
        issueOrders = IssueOrderDesk(database: database, data: data, authority: authority, planned: planned)
    }
}
