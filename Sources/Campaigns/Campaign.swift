import Accounts
import Cards
import Coupons
import Foundation
import MariaDB
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

    /// Chosen by a person, never by default: the law treats the two differently (external-systems.md §4.1).
    package enum Purpose: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case information, advertisement
    }

    /// What people have decided; how far it has got is told by its coupons.
    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case released, paused, stopped
    }
}

/// A campaign with the counts of its coupons and what they amount to.
package struct CampaignProgress: Sendable {
    package let campaign: Campaign
    package let counts: CouponCounts
    package let status: Status
    /// Coupons that reached their message a minute, over the last minutes; nil when nothing moves.
    package let ratePerMinute: Int?
    package let estimatedEnd: Date?

    package enum Status: String, Sendable, CaseIterable {
        case scheduled, sending, completed, paused, stopped
    }

    /// `settled`: coupons whose message ended or failed within the last minute.
    init(_ campaign: Campaign, _ counts: CouponCounts, settled: Int, at now: Date) {
        (self.campaign, self.counts) = (campaign, counts)
        switch campaign.state {
        case .paused: status = .paused
        case .stopped: status = .stopped
        case .released where counts.moving == 0: status = .completed
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
}
