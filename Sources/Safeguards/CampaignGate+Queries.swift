import MariaDB
import Support

/// May a campaign act? Everything that issues, composes, hands over or plans a further attempt asks here, in the transaction
/// that does it.
///
/// Campaigns that are asked about stay locked in shared mode until that transaction ends, and a stop locks its campaign
/// alone: whatever is begun before a stop commits is there for ``StopStep`` to find, and whatever comes after sees the stop.
package struct CampaignGate: Sendable {
    /// What is said of whatever a stopped campaign has not sent.
    package static let stopped = "발송을 중지했습니다."

    private let open: Set<ULID>
    private let holds: Holds

    package static func enter(_ db: Connection, _ campaigns: Set<ULID>) throws -> CampaignGate {
        let released: [ULID] =
            campaigns.isEmpty
            ? []
            : try db.rows(
                """
                SELECT id FROM campaign WHERE id IN (\(list: Array(campaigns))) AND state <> 'stopped'
                ORDER BY id LOCK IN SHARE MODE
                """
            ).map { try $0.value("id") }
        // After the lock: a stop that was in its way is committed by now.
        let holds = try Holds.current(db)
        let stopping = holds.all.filter { $0.scope == .campaign && $0.cause == .stop }.map(\.subject)
        return CampaignGate(open: Set(released).subtracting(stopping), holds: holds)
    }

    /// Neither stopped nor being stopped. What is only paused may be planned: it waits.
    package func isOpen(_ campaign: ULID) -> Bool { open.contains(campaign) }

    /// Open, and not held back from it at this moment. A held callback number is left to the condition of the claim.
    package func admits(_ halts: Hold.Halts, _ campaign: ULID, of company: ULID) -> Bool {
        isOpen(campaign)
            && !holds.of(campaign: campaign, company: company).contains { $0.halts == halts || $0.halts == .all }
    }
}
