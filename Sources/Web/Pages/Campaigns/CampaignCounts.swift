import Coupons

/// A campaign's coupons in the groups that its tiles, its bar and its row in the list show.
package struct CampaignCounts: Sendable, Equatable {
    package let total: Int
    package let issued: Int
    /// Handed to the message system, whatever came of it.
    package let sent: Int
    package let delivered: Int
    /// Handed over, no result yet.
    package let pending: Int
    package let deliveryFailed: Int
    package let issueFailed: Int
    package let unconfirmed: Int
    package let redeemed: Int
    /// Nobody needs to do anything, and yet it is not over.
    package let waiting: Int

    package init(_ counts: CouponCounts) {
        func issue(_ state: IssueState) -> Int { counts.issue[state, default: 0] }
        func delivery(_ state: DeliveryState) -> Int { counts.delivery[state, default: 0] }
        total = counts.total
        issued = issue(.issued)
        delivered = delivery(.delivered)
        pending = delivery(.queued) + delivery(.pending)
        deliveryFailed = delivery(.failed)
        sent = delivered + pending + deliveryFailed
        issueFailed = issue(.failed)
        unconfirmed = issue(.unconfirmed)
        redeemed = counts.redeemed
        waiting = counts.moving
    }

    package var failed: Int { deliveryFailed + issueFailed }

    /// `61.8`: per cent of all, with one digit unless it is whole.
    package func share(_ part: Int) -> String { share(part, of: total) }

    func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return "0" }
        // Rounded down, so that 999 of 1,000 never reads as all.
        let tenths = part * 1000 / whole
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
