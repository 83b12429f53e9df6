import Accounts
import Cards
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// One registration: a product, a text and a card for a list of recipients, at a time.
package struct Campaign: Sendable, Equatable {
    package typealias ID = CampaignID

    package let id: ID
    package let companyID: Company.ID
    package let createdBy: User.ID
    package let eventName: String
    package let goodsID: String
    package let productName: String
    package let unitPrice: Won
    package let purpose: Purpose
    package let title: String
    package let message: String
    package let callbackNumber: String
    package let templateID: CardTemplate.ID
    package let templateVersion: Int
    package let scheduledAt: Date?
    package let state: State
    /// Coupons registered.
    package let total: Int
    package let createdAt: Date

    package var amount: Won { unitPrice * total }

    /// Chosen by a person, never by default: the law treats the two differently (docs/sources.md §3.1).
    package enum Purpose: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case information, advertisement
    }

    /// Whether it has been stopped for good. How far it has got is told by its coupons, whether it is paused by its holds.
    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case released, stopped
    }
}

/// A campaign with the counts of its coupons and what they amount to.
package struct CampaignProgress: Sendable {
    package let campaign: Campaign
    package let counts: CouponCounts
    /// What keeps it from going on, the oldest first.
    package let holds: [Hold]
    package let status: Status
    /// Coupons that reached their message a minute, over the last minutes; nil when nothing moves.
    package let ratePerMinute: Int?
    package let estimatedEnd: Date?

    package enum Status: String, Sendable, CaseIterable {
        case scheduled, sending, completed, paused, stopped
    }

    /// `settled`: coupons whose message ended or failed within the last minute.
    init(_ campaign: Campaign, _ counts: CouponCounts, holds: [Hold], settled: Int, at now: Date) {
        (self.campaign, self.counts, self.holds) = (campaign, counts, holds)
        let isStopping = holds.contains { $0.cause == .stop }
        switch campaign.state {
        case .stopped: status = .stopped
        case .released where isStopping: status = .stopped
        case .released where counts.moving == 0: status = .completed
        case .released where !holds.isEmpty: status = .paused
        case .released:
            let untouched = counts.issue[.waiting, default: 0] == counts.total
            status = untouched && (campaign.scheduledAt.map { $0 > now } ?? false) ? .scheduled : .sending
        }
        guard status == .sending, settled > 0 else {
            (ratePerMinute, estimatedEnd) = (nil, nil)
            return
        }
        let seconds = max(
            1, min(60, now.timeIntervalSince(max(campaign.createdAt, campaign.scheduledAt ?? .distantPast))))
        let rate = Double(settled) * 60 / seconds
        ratePerMinute = Int(rate.rounded())
        estimatedEnd = rate > 0 ? now.addingTimeInterval(Double(counts.moving) / rate * 60) : nil
    }

    /// What holds this campaign itself; only these can be lifted from it.
    package var ownHolds: [Hold] { holds.filter { $0.scope == .campaign } }

    /// Stopped for good, and still being taken back.
    package var isStopping: Bool { holds.contains { $0.cause == .stop } }
}
