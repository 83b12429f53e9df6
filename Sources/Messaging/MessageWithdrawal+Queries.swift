import Coupons
import Foundation
import Jobs
import MariaDB
import Support

extension Message {
    /// Messages of a campaign in the agent's queue, in the order of their ids, after `last`.
    static func queued(_ db: Connection, of campaign: CampaignID, after last: MessageID?, limit: Int) throws
        -> [MessageID]
    {
        let rest: SQL = if let last { "id > \(last)" } else { "TRUE" }
        return try db.rows(
            """
            SELECT id FROM message WHERE campaign_id = \(campaign) AND state = 'queued' AND \(part: rest)
            ORDER BY id LIMIT \(limit)
            """
        ).map { try $0.value("id") }
    }

    /// The message of a coupon that is in the agent's queue.
    package static func queued(_ db: Connection, of coupon: Coupon.ID) throws -> [MessageID] {
        try db.rows("SELECT id FROM message WHERE coupon_id = \(coupon) AND state = 'queued'")
            .map { try $0.value("id") }
    }

    /// Advertisements in the agent's queue whose time came before `now`: it should have taken them.
    static func advertisementsLeft(_ db: Connection, limit: Int, at now: Date) throws -> [MessageID] {
        try db.rows(
            """
            SELECT message.id FROM message JOIN campaign ON campaign.id = message.campaign_id
            WHERE message.state = 'queued' AND message.requested_at <= \(now) AND campaign.purpose = 'advertisement'
            ORDER BY message.id LIMIT \(limit)
            """
        ).map { try $0.value("id") }
    }

    /// First messages that wait in the agent's queue for a time that is not their campaign's any more. A campaign whose
    /// time has passed has no other: what waits then waits for the morning.
    static func queuedForOtherTime(_ db: Connection, limit: Int, at now: Date) throws -> [MessageID] {
        try db.rows(
            """
            SELECT message.id FROM message JOIN campaign ON campaign.id = message.campaign_id
            WHERE message.state = 'queued' AND message.cause = 'first'
                AND campaign.scheduled_at > \(now) AND campaign.scheduled_at <> message.requested_at
            LIMIT \(limit)
            """
        ).map { try $0.value("id") }
    }

    static func lockQueued(_ db: Connection, _ ids: [MessageID]) throws -> [Message] {
        guard !ids.isEmpty else { return [] }
        return try lock(db, "id IN (\(list: ids)) AND state = 'queued'")
    }

    /// Marks locked messages as being taken back: from here on a crash leaves an open question.
    static func markTakingBack(_ db: Connection, _ ids: [MessageID], worker: WorkerIdentity) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET state = 'handing_over', owner = \(worker.text), fence = fence + 1, claimed_at = NOW(3)
            WHERE id IN (\(list: ids)) AND state = 'queued'
            """)
    }

    /// Locks those of `claimed` whose withdrawal somebody else has ended as "still at the agent". `claimed`: as they were
    /// before ``markTakingBack(_:_:worker:)``.
    static func lockSettledAsQueued(_ db: Connection, _ claimed: [Message]) throws -> [Message] {
        let fences = Dictionary(uniqueKeysWithValues: claimed.map { ($0.id, $0.fence + 1) })
        return try lockQueued(db, claimed.map(\.id)).filter { fences[$0.id] == $0.fence }
    }

    /// Ours again: composed, for the present time of its campaign. The agent certainly does not have it.
    static func markTakenBack(_ db: Connection, _ ids: [MessageID], from state: State, at now: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message LEFT JOIN campaign ON campaign.id = message.campaign_id
            SET message.state = 'composed', message.owner = NULL, message.claimed_at = NULL, message.handed_over_at = NULL,
                message.fence = message.fence + 1,
                message.requested_at = GREATEST(COALESCE(campaign.scheduled_at, \(now)), \(now))
            WHERE message.id IN (\(list: ids)) AND message.state = \(state)
            """)
        try Coupon.setDelivery(db, ofMessages: ids, to: .waiting, at: now)
    }

    /// The agent had it already: it stays in its queue.
    static func markLeftQueued(_ db: Connection, _ ids: [MessageID]) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET state = 'queued', owner = NULL, claimed_at = NULL
            WHERE id IN (\(list: ids)) AND state = 'handing_over'
            """)
    }

    /// Gives composed messages of a campaign another REQ_DATE.
    package static func reschedule(_ db: Connection, of campaign: CampaignID, to time: Date) throws {
        try db.execute(
            """
            UPDATE message SET requested_at = \(time)
            WHERE campaign_id = \(campaign) AND state = 'composed' AND cause = 'first'
            """)
    }

    /// Whether the agent has begun anything of a campaign.
    package static func isBegun(_ db: Connection, of campaign: CampaignID) throws -> Bool {
        try db.row(
            """
            SELECT id FROM message
            WHERE campaign_id = \(campaign) AND state IN ('pending', 'delivered', 'failed') LIMIT 1
            """) != nil
    }

    /// Takes back the messages of a coupon that have not been handed over yet, in the caller's transaction.
    ///
    /// - Returns: false while one is being handed over at this moment: it cannot be said whether it goes.
    package static func withdrawUnsent(_ db: Connection, of coupon: Coupon.ID, reason: String, at now: Date) throws
        -> Bool
    {
        let open = try db.rows(
            "SELECT id, state FROM message WHERE coupon_id = \(coupon) AND state IN ('composing', 'composed', 'handing_over') FOR UPDATE"
        )
        guard try !open.contains(where: { try $0.value("state", as: State.self) == .handingOver }) else { return false }
        try withdraw(db, open.map { try $0.value("id") }, reason: reason, at: now)
        return true
    }

    /// Ends locked messages that nobody has handed over, with the reason in Korean, and tells their coupons. Whoever still
    /// holds one finds its fence outdated.
    static func withdraw(_ db: Connection, _ ids: [MessageID], reason: String, at now: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET state = 'withdrawn', result_text = \(reason), owner = NULL, claimed_at = NULL,
                fence = fence + 1, done_at = \(now), card_until = \(now)
            WHERE id IN (\(list: ids))
            """)
        try Coupon.setDelivery(db, ofMessages: ids, to: .withdrawn, note: reason, at: now)
    }

    // MARK: Cards

    /// Cards whose time is over.
    static func cardsToRemove(_ db: Connection, limit: Int, at now: Date) throws -> [(id: MessageID, path: String)] {
        try db.rows(
            """
            SELECT id, card_path FROM message WHERE card_until <= \(now) AND card_path IS NOT NULL
            ORDER BY card_until LIMIT \(limit)
            """
        ).map { (try $0.value("id"), try $0.value("card_path")) }
    }

    static func forgetCards(_ db: Connection, _ ids: [MessageID]) throws {
        guard !ids.isEmpty else { return }
        try db.execute("UPDATE message SET card_path = NULL, card_until = NULL WHERE id IN (\(list: ids))")
    }

    /// Those of `paths` that the agent may still want to read, or people to see.
    static func named(_ db: Connection, among paths: [String]) throws -> Set<String> {
        guard !paths.isEmpty else { return [] }
        return Set(
            try db.rows(
                """
                SELECT card_path FROM message WHERE card_path IN (\(list: paths))
                UNION ALL
                SELECT card_path FROM test_send
                WHERE state IN ('composed', 'handing_over') AND card_path IN (\(list: paths))
                """
            ).map { try $0.value("card_path") })
    }
}
