import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

extension Message {
    /// As long before a scheduled time as issuing begins: the agent has everything when the time comes.
    static let handoverLeadSeconds: TimeInterval = 10 * 60

    /// Composed messages in the order they were begun, without a lock: what the next hand-over will be about.
    /// What is held back from sending is left out.
    /// One for a later time stays with us until shortly before it: here its time can still be changed, and it can be
    /// withdrawn without asking anybody.
    static func composed(_ db: Connection, limit: Int, at now: Date) throws -> [Message] {
        guard let admitted = try Holds.current(db).condition(for: .sending) else { return [] }
        return try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE state = 'composed' AND requested_at <= \(now.addingTimeInterval(handoverLeadSeconds))
                AND \(part: admitted)
            ORDER BY id LIMIT \(limit)
            """
        ).map(Message.init)
    }

    /// Locks those of `ids`, all of one campaign, that are still composed and not held back meanwhile; another worker's are
    /// skipped. Those of a campaign that has been stopped are withdrawn.
    static func lockComposed(_ db: Connection, _ ids: [MessageID], of campaign: CampaignID, at now: Date) throws
        -> [Message]
    {
        let gate = try CampaignGate.enter(db, [campaign.ulid])
        guard !ids.isEmpty, let admitted = try Holds.current(db).condition(for: .sending) else { return [] }
        let messages = try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE id IN (\(list: ids)) AND state = 'composed' AND \(part: admitted)
            ORDER BY id FOR UPDATE SKIP LOCKED
            """
        ).map(Message.init)
        guard gate.isOpen(campaign.ulid) else {
            try withdraw(db, messages.map(\.id), reason: CampaignGate.stopped, at: now)
            return []
        }
        return messages
    }

    /// How many messages were to be handed over before `time` and are not, with nothing holding them back.
    static func countOverdue(_ db: Connection, before time: Date) throws -> Int {
        guard let admitted = try Holds.current(db).condition(for: .sending) else { return 0 }
        return try db.rows(
            """
            SELECT COUNT(*) AS n FROM message
            WHERE state IN ('composed', 'handing_over') AND requested_at < \(time) AND created_at < \(time)
                AND \(part: admitted) AND \(part: Hold.notLifted(since: time))
            """)[0].value("n")
    }

    /// Marks locked messages as being handed over by `worker`: from here on a crash leaves an open question.
    static func markHandingOver(_ db: Connection, _ ids: [MessageID], worker: WorkerIdentity) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET state = 'handing_over', owner = \(worker.text), fence = fence + 1, claimed_at = NOW(3)
            WHERE id IN (\(list: ids)) AND state = 'composed'
            """)
    }

    /// Records that composed messages are in the agent's queue.
    static func markQueued(_ db: Connection, _ ids: [MessageID], at now: Date) throws {
        try markQueued(db, ids, from: .composed, at: now)
    }

    /// Records that messages in the middle of a hand-over, which the caller has locked, are in the agent's queue.
    static func markHandedOver(_ db: Connection, _ ids: [MessageID], at now: Date) throws {
        try markQueued(db, ids, from: .handingOver, at: now)
    }

    /// Nobody's any more, with an open end: the rescue finds out at once how it ended.
    static func leaveOpen(_ db: Connection, _ claimed: [Message], by worker: WorkerIdentity) throws {
        let held = try lockHeld(db, claimed, by: worker)
        guard !held.isEmpty else { return }
        try db.execute("UPDATE message SET owner = NULL WHERE id IN (\(list: held.map(\.id)))")
    }

    /// Those of `claimed` that `worker` still holds in the middle of the same hand-over or withdrawal. `claimed`: as they
    /// were before ``markHandingOver(_:_:worker:)`` or ``markTakingBack(_:_:worker:)``, which count their fence up by one.
    static func lockHeld(_ db: Connection, _ claimed: [Message], by worker: WorkerIdentity) throws -> [Message] {
        guard !claimed.isEmpty else { return [] }
        let fences = Dictionary(uniqueKeysWithValues: claimed.map { ($0.id, $0.fence + 1) })
        return try lock(
            db, "id IN (\(list: claimed.map(\.id))) AND state = 'handing_over' AND owner = \(worker.text)"
        ).filter { fences[$0.id] == $0.fence }
    }

    private static func markQueued(_ db: Connection, _ ids: [MessageID], from state: State, at now: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET state = 'queued', handed_over_at = \(now), look_at = \(now.addingTimeInterval(1)),
                owner = NULL, claimed_at = NULL
            WHERE id IN (\(list: ids)) AND state = \(state)
            """)
        try Coupon.setDelivery(db, ofMessages: ids, to: .queued, at: now)
    }

    /// Sets another REQ_DATE for composed messages, and tells their coupons why they wait.
    static func postpone(_ db: Connection, _ ids: [MessageID], to time: Date, note: String, at now: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            "UPDATE message SET requested_at = \(time) WHERE id IN (\(list: ids)) AND state = 'composed'")
        try Coupon.setDelivery(db, ofMessages: ids, to: .waiting, note: note, at: now)
    }

    /// Hand-overs whose worker died in the middle, without a lock: their keys are to be looked up first.
    static func abandonedHandingOver(_ db: Connection, longestSeconds: Int, limit: Int) throws -> [Message] {
        try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE state = 'handing_over' AND \(part: WorkerPresence.abandoned(longestSeconds: longestSeconds))
            LIMIT \(limit)
            """
        ).map(Message.init)
    }

    /// Locks those of `messages` that are still abandoned in the middle of the same hand-over.
    static func lockAbandoned(_ db: Connection, _ messages: [Message], longestSeconds: Int) throws -> [Message] {
        guard !messages.isEmpty else { return [] }
        let fences = Dictionary(uniqueKeysWithValues: messages.map { ($0.id, $0.fence) })
        return try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE id IN (\(list: messages.map(\.id))) AND state = 'handing_over'
                AND \(part: WorkerPresence.abandoned(longestSeconds: longestSeconds))
            FOR UPDATE SKIP LOCKED
            """
        ).map(Message.init).filter { fences[$0.id] == $0.fence }
    }
}
