import Accounts
import Coupons
import Foundation
import MariaDB
import Support

/// Campaigns as people look at them: with counts, status, rate and end.
package struct CampaignOverview: Sendable {
    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    package func progress(of id: Campaign.ID, in scope: TenantScope) async throws -> CampaignProgress? {
        try await progress(of: [id], in: scope)[id]
    }

    /// Several at once. Those that do not exist or lie outside the scope are absent.
    package func progress(of ids: [Campaign.ID], in scope: TenantScope) async throws -> [Campaign.ID: CampaignProgress]
    {
        let now = now()
        return try await database.read { db in try CampaignProgress.all(db, ids, in: scope, at: now) }
    }

    package func page(_ search: CampaignSearch, in scope: TenantScope, offset: Int, limit: Int) async throws
        -> (items: [CampaignProgress], total: Total)
    {
        let now = now()
        return try await database.read { db in
            let (campaigns, total) = try Campaign.page(db, search, in: scope, offset: offset, limit: limit)
            let counts = try CouponCounts.of(db, campaigns.map(\.id))
            let holds = try CampaignHolds.current(db, in: scope)
            let progress = campaigns.map {
                CampaignProgress($0, counts[$0.id] ?? CouponCounts(), holds: holds.of($0), settled: 0, at: now)
            }
            return (progress, total)
        }
    }
}

extension CampaignProgress {
    /// Those that do not exist or lie outside the scope are absent.
    static func all(_ db: Connection, _ ids: [Campaign.ID], in scope: TenantScope, at now: Date) throws
        -> [Campaign.ID: CampaignProgress]
    {
        let campaigns = try Campaign.all(db, ids: ids, in: scope)
        let counts = try CouponCounts.of(db, campaigns.map(\.id))
        let holds = try CampaignHolds.current(db, in: scope)
        return try campaigns.reduce(into: [:]) { all, campaign in
            let settled = try CouponCounts.settled(db, campaign.id, since: now.addingTimeInterval(-60))
            all[campaign.id] = CampaignProgress(
                campaign, counts[campaign.id] ?? CouponCounts(), holds: holds.of(campaign), settled: settled, at: now)
        }
    }
}

/// What runs in the transaction of an act, with the campaign as it stands then: the caller's Idempotency-Key. May run more
/// than once.
package typealias AlongsideCampaign = @Sendable (Connection, CampaignProgress) throws -> Void
