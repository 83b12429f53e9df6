import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support
import UMS

extension Message {
    private static let columns: SQL = """
        id, company_id, campaign_id, coupon_id, attempt, client_key, state, card_path, card_bytes, requested_at, \
        handed_over_at, result_code, result_text, telco, done_at, created_at, cause, retries, not_before, asked_by, \
        reason, fence
        """

    private init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            couponID: try row.value("coupon_id"), attempt: try row.value("attempt"),
            clientKey: try row.value("client_key"), state: try row.value("state"),
            cardPath: try row.optional("card_path"), cardBytes: try row.optional("card_bytes"),
            requestedAt: try row.optional("requested_at"), handedOverAt: try row.optional("handed_over_at"),
            resultCode: try row.optional("result_code"), resultText: try row.optional("result_text"),
            telco: try row.optional("telco"), doneAt: try row.optional("done_at"),
            createdAt: try row.value("created_at"), cause: try row.value("cause"), retries: try row.value("retries"),
            notBefore: try row.optional("not_before"), askedBy: try row.optional("asked_by"),
            reason: try row.optional("reason"), fence: try row.value("fence"))
    }

    package static func all(_ db: Connection, of coupon: Coupon.ID) throws -> [Message] {
        try db.rows("SELECT \(part: columns) FROM message WHERE coupon_id = \(coupon) ORDER BY attempt").map(
            Message.init)
    }

    /// The latest attempt of each coupon that has one.
    package static func newest(_ db: Connection, of coupons: [Coupon.ID]) throws -> [Coupon.ID: Message] {
        guard !coupons.isEmpty else { return [:] }
        let all = try db.rows(
            "SELECT \(part: columns) FROM message WHERE coupon_id IN (\(list: coupons)) ORDER BY attempt"
        ).map(Message.init)
        return Dictionary(all.map { ($0.couponID, $0) }, uniquingKeysWith: { $1 })
    }

    /// How often people have sent each coupon again.
    package static func resends(_ db: Connection, of coupons: [Coupon.ID]) throws -> [Coupon.ID: Int] {
        guard !coupons.isEmpty else { return [:] }
        return try db.rows(
            """
            SELECT coupon_id, COUNT(*) AS n FROM message
            WHERE coupon_id IN (\(list: coupons)) AND cause = 'resend' GROUP BY coupon_id
            """
        ).reduce(into: [:]) { counts, row in counts[try row.value("coupon_id")] = try row.value("n", as: Int.self) }
    }

    /// Begins an automatic attempt now, as a resend of a person.
    ///
    /// - Returns: false when it was begun already.
    package static func bringForward(_ db: Connection, _ id: MessageID, by user: User.ID, reason: String) throws -> Bool
    {
        try db.execute(
            """
            UPDATE message SET cause = 'resend', retries = 0, not_before = NULL, asked_by = \(user), reason = \(reason)
            WHERE id = \(id) AND state = 'composing' AND owner IS NULL AND not_before IS NOT NULL
            """) == 1
    }

    // MARK: Composing

    /// Gives issued coupons without a message their first one and takes over composing messages that nobody holds, or
    /// that `worker` lost track of: it claims the next only when it is done with what it holds.
    /// What is held back from sending waits.
    static func claimForComposing(_ db: Connection, worker: WorkerIdentity, limit: Int, at now: Date) throws
        -> [Message]
    {
        guard let admitted = try Holds.current(db).condition(for: .sending) else { return [] }
        let orphans = try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE state = 'composing' AND (owner IS NULL OR owner = \(worker.text))
                AND (not_before IS NULL OR not_before <= \(now)) AND \(part: admitted)
            LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map(Message.init)
        if !orphans.isEmpty {
            try db.execute(
                """
                UPDATE message SET owner = \(worker.text), fence = fence + 1, claimed_at = NOW(3)
                WHERE id IN (\(list: orphans.map(\.id)))
                """)
        }
        let coupons = try Coupon.lockIssuedWithoutMessage(db, limit: limit - orphans.count, where: admitted)
        let fresh = coupons.map { Message.first(of: $0, at: now) }
        try insert(db, fresh, owner: worker)
        try Coupon.setMessages(db, fresh.map { ($0.couponID, $0.id) })
        return orphans.map { $0.withFence($0.fence + 1) } + fresh
    }

    /// Adds attempts that wait to be drawn; with an owner they are being drawn.
    package static func insert(_ db: Connection, _ messages: [Message], owner: WorkerIdentity? = nil) throws {
        guard !messages.isEmpty else { return }
        try db.insertMany(
            into: "message",
            columns: [
                "id", "company_id", "campaign_id", "coupon_id", "attempt", "client_key", "state", "cause", "retries",
                "not_before", "asked_by", "reason", "owner", "fence", "claimed_at", "created_at",
            ],
            rows: messages.map { message in
                [
                    message.id.sqlValue, message.companyID.sqlValue, message.campaignID.sqlValue,
                    message.couponID.sqlValue, message.attempt.sqlValue, message.clientKey.sqlValue,
                    message.state.sqlValue, message.cause.sqlValue, message.retries.sqlValue,
                    message.notBefore?.sqlValue ?? .null, message.askedBy?.sqlValue ?? .null,
                    message.reason?.sqlValue ?? .null, owner?.text.sqlValue ?? .null, message.fence.sqlValue,
                    owner == nil ? .null : message.createdAt.sqlValue, message.createdAt.sqlValue,
                ]
            })
    }

    package static func first(of coupon: Coupon, at now: Date) -> Message {
        Message(
            id: .new(at: now), companyID: coupon.companyID, campaignID: coupon.campaignID, couponID: coupon.id,
            attempt: 0, clientKey: clientKey(of: coupon.id, attempt: 0), state: .composing, cardPath: nil,
            cardBytes: nil, requestedAt: nil, handedOverAt: nil, resultCode: nil, resultText: nil, telco: nil,
            doneAt: nil, createdAt: now, cause: .first, retries: 0, notBefore: nil, askedBy: nil, reason: nil, fence: 1)
    }

    private func withFence(_ fence: Int) -> Message {
        Message(
            id: id, companyID: companyID, campaignID: campaignID, couponID: couponID, attempt: attempt,
            clientKey: clientKey, state: state, cardPath: cardPath, cardBytes: cardBytes, requestedAt: requestedAt,
            handedOverAt: handedOverAt, resultCode: resultCode, resultText: resultText, telco: telco, doneAt: doneAt,
            createdAt: createdAt, cause: cause, retries: retries, notBefore: notBefore, askedBy: askedBy,
            reason: reason, fence: fence)
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

    // MARK: Hand-over

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

    /// Locks those of `ids` that are still composed and not held back meanwhile; another worker's are skipped.
    static func lockComposed(_ db: Connection, _ ids: [MessageID]) throws -> [Message] {
        guard !ids.isEmpty, let admitted = try Holds.current(db).condition(for: .sending) else { return [] }
        return try db.rows(
            """
            SELECT \(part: columns) FROM message
            WHERE id IN (\(list: ids)) AND state = 'composed' AND \(part: admitted)
            ORDER BY id FOR UPDATE SKIP LOCKED
            """
        ).map(Message.init)
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

    /// Locks the messages of a condition, in the order of their ids.
    static func lock(_ db: Connection, _ condition: SQL) throws -> [Message] {
        try db.rows("SELECT \(part: columns) FROM message WHERE \(part: condition) ORDER BY id FOR UPDATE").map(
            Message.init)
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

    // MARK: Results

    /// Messages whose result is outstanding and due to be looked for.
    static func dueForResult(_ db: Connection, limit: Int, at now: Date) throws -> [Message] {
        var due: [Message] = []
        for state in [State.queued, .pending] where due.count < limit {
            due += try db.rows(
                """
                SELECT \(part: columns) FROM message
                WHERE state = \(state) AND look_at <= \(now) ORDER BY look_at LIMIT \(limit - due.count)
                """
            ).map(Message.init)
        }
        return due
    }

    /// Locks those of `ids` that have no result yet.
    static func lockAwaited(_ db: Connection, _ ids: [MessageID]) throws -> [MessageID] {
        guard !ids.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT id FROM message WHERE id IN (\(list: ids)) AND state IN ('queued', 'pending') ORDER BY id FOR UPDATE
            """
        ).map { try $0.value("id") }
    }

    /// Records the results of locked messages.
    static func recordResults(_ db: Connection, _ results: [Settled], cardUntil: Date) throws {
        try db.executeMany(
            """
            UPDATE message SET state = ?, result_code = ?, result_kind = ?, result_text = ?, telco = ?, done_at = ?,
                card_until = ?
            WHERE id = ? AND state IN ('queued', 'pending')
            """,
            rows: results.map { result in
                [
                    result.state.sqlValue, result.code.sqlValue, result.kind.rawValue.sqlValue,
                    (result.text?.sqlValue ?? .null), (result.telco?.rawValue.sqlValue ?? .null),
                    result.doneAt.sqlValue, cardUntil.sqlValue, result.message.id.sqlValue,
                ]
            })
    }

    /// The classes of a campaign's last results, the latest first, of messages handed over after `since`.
    static func lastResultKinds(_ db: Connection, of campaign: CampaignID, since: Date?, limit: Int) throws -> [String]
    {
        let after: SQL = if let since { "COALESCE(handed_over_at, created_at) > \(since)" } else { "TRUE" }
        return try db.rows(
            """
            SELECT result_kind FROM message
            WHERE campaign_id = \(campaign) AND state IN ('delivered', 'failed') AND \(part: after)
            ORDER BY done_at DESC, id DESC LIMIT \(limit)
            """
        ).map { try $0.optional("result_kind") ?? "" }
    }

    static func company(_ db: Connection, of campaign: CampaignID) throws -> ULID? {
        try db.row("SELECT company_id FROM message WHERE campaign_id = \(campaign) LIMIT 1")?.value("company_id")
    }

    /// How many messages without a result were to be sent before `time`.
    static func countAwaited(_ db: Connection, _ state: State, before time: Date) throws -> Int {
        try db.rows(
            """
            SELECT COUNT(*) AS n FROM message
            WHERE state = \(state) AND requested_at < \(time) AND handed_over_at < \(time)
            """)[0].value("n")
    }

    /// Looks again later at messages without a result.
    static func lookAgain(_ db: Connection, _ ids: [MessageID], at next: Date) throws {
        guard !ids.isEmpty else { return }
        try db.execute(
            """
            UPDATE message SET look_at = \(next) WHERE id IN (\(list: ids)) AND state IN ('queued', 'pending')
            """)
    }

    /// Records that the agent has taken messages: their results are outstanding.
    static func markPending(_ db: Connection, _ ids: [MessageID], at now: Date) throws {
        // Another process may have recorded the result of one meanwhile.
        let waiting = try lockQueued(db, ids).map(\.id)
        guard !waiting.isEmpty else { return }
        try db.execute("UPDATE message SET state = 'pending' WHERE id IN (\(list: waiting))")
        try Coupon.setDelivery(db, ofMessages: waiting, to: .pending, at: now)
    }
}

/// A card on disk, ready to be handed over.
struct ComposedCard: Sendable {
    let message: Message
    let path: String
    let bytes: Int
    let requestedAt: Date
}
