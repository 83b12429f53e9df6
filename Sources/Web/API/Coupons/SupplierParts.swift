import CustomerService
import Foundation
import MariaDB
import Sealing

/// What the routes and pages that need COUFUN's answer are built from.
package struct SupplierParts: Sendable {
    let live: LiveStatus
    let cancel: CancelCoupon
    let issueOrders: IssueOrderDesk
    let quarantine: QuarantineDesk

    /// `planned` and `cancelWished` wake the workers.
    package init(
        database: Database, data: PersonalData, authority: any CouponAuthority,
        planned: @escaping @Sendable () async -> Void, cancelWished: @escaping @Sendable () async -> Void
    ) {
        quarantine = QuarantineDesk(database: database, data: data)
        live = LiveStatus(database: database, data: data, authority: authority)
        cancel = CancelCoupon(live: live, wished: cancelWished)
        issueOrders = IssueOrderDesk(database: database, data: data, authority: authority, planned: planned)
    }
}
