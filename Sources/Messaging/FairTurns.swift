import Accounts
import Coupons

/// Campaigns that wait for the same step, in the order in which they get their turn: company after company, each with its
/// campaigns in their own order, and another company first each time. So nobody waits for all that another company has
/// released before.
enum FairTurns {
    struct Waiting: Sendable, Hashable {
        let company: Company.ID
        let campaign: CampaignID
    }

    static func order(_ waiting: [Waiting]) -> [Waiting] {
        let companies = Dictionary(grouping: waiting, by: \.company).values.shuffled()
        let rounds = companies.map(\.count).max() ?? 0
        return (0..<rounds).flatMap { round in
            companies.compactMap { campaigns in round < campaigns.count ? campaigns[round] : nil }
        }
    }

    /// Takes up to `limit` items from those in turn: no more than a share of each while several wait.
    static func take<Item>(
        _ limit: Int, from waiting: [Waiting], _ claim: (Waiting, Int) throws -> [Item]
    ) rethrows -> [Item] {
        var taken: [Item] = []
        let share = max(1, limit / max(1, min(waiting.count, mostAtOnce)))
        for one in order(waiting).prefix(mostVisited) {
            guard taken.count < limit else { break }
            taken += try claim(one, min(share, limit - taken.count))
        }
        return taken
    }

    /// Each campaign's shared drawing is in memory while its cards are drawn, so few share a batch …
    private static let mostAtOnce = 4
    /// … unless they are small.
    private static let mostVisited = 16
}
