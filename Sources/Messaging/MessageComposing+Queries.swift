import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

extension Message {
    /// Gives issued coupons without a message their first one and takes over composing messages that nobody holds, or
    /// that `worker` lost track of: it claims the next only when it is done with what it holds.
    /// What is held back from sending waits. Companies take turns, and what was tried before comes after what was not.
    static func claimForComposing(_ db: Connection, worker: WorkerIdentity, limit: Int, at now: Date) throws
        -> [Message]
    {
        guard let admitted = try Holds.current(db).condition(for: .sending) else { return [] }
        let free: SQL = """
            state = 'composing' AND (owner IS NULL OR owner = \(worker.text)) \
            AND (not_before IS NULL OR not_before <= \(now)) AND \(part: admitted)
            """
        let begun = try db.rows("SELECT DISTINCT company_id, campaign_id FROM message WHERE \(part: free) LIMIT 1000")
            .map(FairTurns.Waiting.init)
        let fresh = try Coupon.campaignsWithoutMessage(db, where: admitted).map(FairTurns.Waiting.init)
        // Whatever keeps messages coming back, half of each batch is for those that were never tried.
        let orphans = try FairTurns.take(fresh.isEmpty ? limit : limit / 2, from: begun) { one, limit in
            try db.rows(
                """
                SELECT \(part: columns) FROM message
                WHERE campaign_id = \(one.campaign) AND \(part: free)
                ORDER BY fence, id LIMIT \(limit) FOR UPDATE SKIP LOCKED
                """
            ).map(Message.init)
        }
        let coupons = try FairTurns.take(limit - orphans.count, from: fresh) { one, limit in
            try Coupon.lockIssuedWithoutMessage(db, of: one.campaign, one.company, limit: limit)
        }
        let gate = try CampaignGate.enter(db, Set(orphans.map(\.campaignID.ulid) + coupons.map(\.campaignID.ulid)))
        try withdrawStopped(db, orphans, coupons, gate, at: now)
        let taken = orphans.filter { gate.admits(.sending, $0.campaignID.ulid, of: $0.companyID.ulid) }
        if !taken.isEmpty {
            try db.execute(
                """
                UPDATE message SET owner = \(worker.text), fence = fence + 1, claimed_at = NOW(3)
                WHERE id IN (\(list: taken.map(\.id)))
                """)
        }
        let first = coupons.filter { gate.admits(.sending, $0.campaignID.ulid, of: $0.companyID.ulid) }
            .map { Message.first(of: $0, at: now) }
        try insert(db, first, owner: worker)
        try Coupon.setMessages(db, first.map { ($0.couponID, $0.id) })
        return taken.map { $0.withFence($0.fence + 1) } + first
    }

    /// Locked ones of campaigns that have been stopped would be found again and again.
    private static func withdrawStopped(
        _ db: Connection, _ messages: [Message], _ coupons: [Coupon], _ gate: CampaignGate, at now: Date
    ) throws {
        try withdraw(
            db, messages.filter { !gate.isOpen($0.campaignID.ulid) }.map(\.id), reason: CampaignGate.stopped, at: now)
        try Coupon.withdraw(
            db, coupons.filter { !gate.isOpen($0.campaignID.ulid) }.map(\.id), reason: CampaignGate.stopped, at: now)
    }

    /// Records the card files of messages that `worker` still holds. Others are left as they are.
    static func recordCards(_ db: Connection, _ cards: [ComposedCard], worker: WorkerIdentity) throws {
        try db.executeMany(
            """
            UPDATE message SET state = 'composed', card_path = ?, card_bytes = ?, requested_at = ?, owner = NULL,
                claimed_at = NULL
            WHERE id = ? AND owner = ? AND fence = ? AND state = 'composing'
            """,
            rows: cards.map { card in
                [
                    card.path.sqlValue, card.bytes.sqlValue, card.requestedAt.sqlValue, card.message.id.sqlValue,
                    worker.text.sqlValue, card.message.fence.sqlValue,
                ]
            })
    }

    /// Gives back a message whose card could not be drawn: it is drawn again once its campaign is not held.
    ///
    /// - Returns: false when `worker` does not hold it any more.
    static func releaseComposing(_ db: Connection, _ message: Message, worker: WorkerIdentity) throws -> Bool {
        try db.execute(
            """
            UPDATE message SET owner = NULL, claimed_at = NULL, fence = fence + 1
            WHERE id = \(message.id) AND owner = \(worker.text) AND fence = \(message.fence) AND state = 'composing'
            """) == 1
    }

    /// Frees messages whose composer died: nothing was handed over, so another draws the card anew.
    static func releaseAbandonedComposing(_ db: Connection, longestSeconds: Int) throws -> Int {
        try db.execute(
            """
            UPDATE message SET owner = NULL, claimed_at = NULL, fence = fence + 1
            WHERE state = 'composing' AND owner IS NOT NULL
                AND \(part: WorkerPresence.abandoned(longestSeconds: longestSeconds))
            """)
    }
}

/// A card on disk, ready to be handed over.
struct ComposedCard: Sendable {
    let message: Message
    let path: String
    let bytes: Int
    let requestedAt: Date
}

extension FairTurns.Waiting {
    fileprivate init(_ row: Row) throws {
        self.init(company: try row.value("company_id"), campaign: try row.value("campaign_id"))
    }

    fileprivate init(_ found: (company: Company.ID, campaign: CampaignID)) {
        self.init(company: found.company, campaign: found.campaign)
    }
}
