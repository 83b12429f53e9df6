import Foundation
import MariaDB
import Sealing
import Support

extension IdempotencyKey {
    /// A request that has not finished after this time is dead; the next one with the key takes over.
    static let longestRunSeconds: TimeInterval = 30
    /// Keys are remembered for a day.
    static let lifetimeSeconds: TimeInterval = 24 * 3600

    /// Takes the key, or tells what became of it. Its own transaction, committed before the work begins.
    package func claim(_ db: Connection, _ id: IdempotencyClaim.ID, _ data: PersonalData, at now: Date) throws
        -> IdempotencyOutcome
    {
        if let outcome = try judge(db, id, data, at: now) { return outcome }
        do throws(any Error) {
            try insert(db, id, at: now)
            return .claimed(IdempotencyClaim(id: id))
        } catch MariaDBError.duplicateKey {
            // Another request came first. It is only read: all who came second hold a shared lock on its row.
            return try judge(db, id, data, at: now) ?? .running
        }
    }

    /// Stores the answer in the same transaction as the work, or a later one of the same claim in its place.
    ///
    /// - Throws: `IdempotencyClaimLost` when another request took over; the transaction is then undone.
    package static func finish(
        _ db: Connection, _ claim: IdempotencyClaim, _ answer: StoredAnswer, _ data: PersonalData
    ) throws {
        let sealed = try data.sealer.seal(answer.body, in: place(claim.id))
        let changed = try db.execute(
            """
            UPDATE idempotency_key SET state = 'finished', status = \(answer.status), answer = \(sealed)
            WHERE id = \(claim.id)
            """)
        guard changed == 1 else { throw IdempotencyClaimLost() }
    }

    /// Gives the key back after the work was refused or failed, so that it can be tried again at once.
    package static func release(_ db: Connection, _ claim: IdempotencyClaim) throws {
        try db.execute("DELETE FROM idempotency_key WHERE id = \(claim.id) AND state = 'running'")
    }

    /// Forgets keys whose day is over.
    ///
    /// - Returns: how many; a full batch means that more may wait.
    package static func purge(_ db: Connection, at now: Date, limit: Int = 1000) throws -> Int {
        try db.execute(
            "DELETE FROM idempotency_key WHERE claimed_at < \(now - lifetimeSeconds) LIMIT \(limit)")
    }

    private func insert(_ db: Connection, _ id: IdempotencyClaim.ID, at now: Date) throws {
        try db.execute(
            """
            INSERT INTO idempotency_key (id, user_id, name, body_hash, state, claimed_at)
            VALUES (\(id), \(user), \(name), \(bodyHash), 'running', \(now))
            """)
    }

    /// What became of the key; nil when nobody has it or whoever had it has lost it.
    private func judge(_ db: Connection, _ id: IdempotencyClaim.ID, _ data: PersonalData, at now: Date) throws
        -> IdempotencyOutcome?
    {
        let row = try db.row(
            """
            SELECT id, body_hash, state, status, answer, claimed_at FROM idempotency_key
            WHERE user_id = \(user) AND name = \(name)
            """)
        guard let row else { return nil }
        let owner: IdempotencyClaim.ID = try row.value("id")
        // The COMMIT of an earlier run of this closure was interrupted, and it had taken effect.
        if owner == id { return .claimed(IdempotencyClaim(id: id)) }
        let claimedAt: Date = try row.value("claimed_at")
        let state: String = try row.value("state")
        guard claimedAt >= now - (state == "running" ? Self.longestRunSeconds : Self.lifetimeSeconds) else {
            // Only one of several that find it too old takes it away.
            let taken = try db.execute("DELETE FROM idempotency_key WHERE id = \(owner) AND state = \(state)")
            return taken == 1 ? nil : .running
        }
        let bodyHash: [UInt8] = try row.value("body_hash")
        guard bodyHash == self.bodyHash else { return .reused }
        guard state == "finished" else { return .running }
        let answer = try data.sealer.openBytes(try row.value("answer"), in: Self.place(owner))
        return .answered(StoredAnswer(status: try row.value("status"), body: answer))
    }

    private static func place(_ id: IdempotencyClaim.ID) -> SealedPlace {
        SealedPlace(table: "idempotency_key", column: "answer", row: id.ulid)
    }
}
