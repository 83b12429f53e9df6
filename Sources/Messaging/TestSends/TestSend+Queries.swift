import Accounts
import Coupons
import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

extension TestSend {
    private static let columns: SQL = """
        id, company_id, campaign_id, phone, callback_number, title, message, card_path, state, note, created_at
        """

    private init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), campaignID: try row.value("campaign_id"),
            callbackNumber: try row.value("callback_number"), title: try row.value("title"),
            message: try row.value("message"), cardPath: try row.value("card_path"), state: try row.value("state"),
            note: try row.optional("note"), createdAt: try row.value("created_at"),
            sealedPhone: try row.value("phone"))
    }

    /// - Returns: false when this user has sent as many as an hour may have.
    package static func add(_ db: Connection, _ new: NewTestSend, at now: Date) throws -> Bool {
        let sent: Int = try db.rows(
            """
            SELECT COUNT(*) AS n FROM test_send
            WHERE user_id = \(new.user) AND created_at > \(now.addingTimeInterval(-3600)) FOR UPDATE
            """)[0].value("n")
        guard sent < mostAnHour else { return false }
        try db.execute(
            """
            INSERT INTO test_send (id, company_id, campaign_id, user_id, phone, callback_number, title, message,
                card_path, state, created_at, changed_at)
            VALUES (\(new.id), \(new.company), \(new.campaign?.ulid ?? ULID(high: 0, low: 0)), \(new.user),
                \(new.sealedPhone), \(new.callbackNumber), \(new.title), \(new.message), \(new.cardPath), 'composed',
                \(now), \(now))
            """)
        return true
    }

    package static func find(_ db: Connection, _ id: ID, of user: User.ID) throws -> TestSend? {
        try db.row("SELECT \(part: columns) FROM test_send WHERE id = \(id) AND user_id = \(user)").map(TestSend.init)
    }

    /// Claims tests for hand-over, also those whose worker died: their keys are looked up before anything is inserted.
    static func claim(_ db: Connection, worker: WorkerIdentity, longestSeconds: Int, limit: Int) throws -> [TestSend] {
        guard let mayGo = try Holds.current(db).condition(for: .sending) else { return [] }
        let found = try db.rows(
            """
            SELECT \(part: columns) FROM test_send
            WHERE (state = 'composed' OR (state = 'handing_over'
                    AND \(part: WorkerPresence.abandoned(longestSeconds: longestSeconds))))
                AND \(part: mayGo)
            ORDER BY claimed_at IS NOT NULL, id LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map(TestSend.init)
        guard !found.isEmpty else { return [] }
        let stopped = try ofStopped(db, found)
        let rest = found.filter { !stopped.contains($0.id) }
        if !rest.isEmpty {
            try db.execute(
                """
                UPDATE test_send SET state = 'handing_over', owner = \(worker.text), claimed_at = NOW(3)
                WHERE id IN (\(list: rest.map(\.id)))
                """)
        }
        return rest
    }

    /// Ends locked tests of campaigns that were stopped meanwhile and that nobody has handed over. A test from a draft has
    /// no campaign.
    private static func ofStopped(_ db: Connection, _ tests: [TestSend]) throws -> Set<ID> {
        let released = tests.filter { $0.state == .composed && $0.campaignID.ulid != ULID(high: 0, low: 0) }
        let gate = try CampaignGate.enter(db, Set(released.map(\.campaignID.ulid)))
        let stopped = released.filter { !gate.isOpen($0.campaignID.ulid) }.map(\.id)
        guard !stopped.isEmpty else { return [] }
        try db.execute(
            "UPDATE test_send SET state = 'failed', note = \(CampaignGate.stopped) WHERE id IN (\(list: stopped))")
        return Set(stopped)
    }

    static func markQueued(_ db: Connection, _ ids: [ID], worker: WorkerIdentity, at now: Date) throws {
        try db.execute(
            """
            UPDATE test_send SET state = 'queued', owner = NULL, claimed_at = NULL, changed_at = \(now)
            WHERE id IN (\(list: ids)) AND state = 'handing_over' AND owner = \(worker.text)
            """)
    }

    /// The end of a test that cannot be sent at all.
    static func refuse(_ db: Connection, _ id: ID, worker: WorkerIdentity, note: String, at now: Date) throws {
        try db.execute(
            """
            UPDATE test_send SET state = 'failed', note = \(note), owner = NULL, claimed_at = NULL, changed_at = \(now)
            WHERE id = \(id) AND state = 'handing_over' AND owner = \(worker.text)
            """)
    }

    /// Handed over and without a result, for as long as one may come.
    static func awaited(_ db: Connection, at now: Date, limit: Int) throws -> [TestSend] {
        try db.rows(
            """
            SELECT \(part: columns) FROM test_send
            WHERE state = 'queued' AND changed_at > \(now.addingTimeInterval(-3 * 86400))
            ORDER BY changed_at DESC LIMIT \(limit)
            """
        ).map(TestSend.init)
    }

    static func record(_ db: Connection, _ id: ID, _ state: State, note: String?, at now: Date) throws {
        try db.execute(
            """
            UPDATE test_send SET state = \(state), note = \(note), changed_at = \(now)
            WHERE id = \(id) AND state = 'queued'
            """)
    }

    /// A number that was tried once is nobody's business after a month.
    package static func deleteOld(_ db: Connection, before time: Date, limit: Int) throws -> Int {
        try db.execute(
            "DELETE FROM test_send WHERE state <> 'handing_over' AND created_at < \(time) ORDER BY id LIMIT \(limit)")
    }
}
