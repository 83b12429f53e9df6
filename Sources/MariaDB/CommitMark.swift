import Foundation
import Support

/// One transaction of one session: what is looked for when its COMMIT was interrupted.
///
/// A transaction that has changed something writes its mark into the session's row of `commit_mark` as its last statement,
/// so that the two commit together. Whoever lost the line during COMMIT finds in another session how it ended, instead of
/// running it again over its own effect.
struct CommitMark: Sendable, Equatable {
    let session: ULID
    let serial: Int64
}

extension ULID {
    static func now(_ now: Date = Date()) -> ULID {
        var random = SystemRandomNumberGenerator()
        return ULID(milliseconds: UInt64(max(0, now.timeIntervalSince1970 * 1000)), random: &random)
    }
}

extension Connection {
    /// Writes the mark of the transaction under way.
    ///
    /// - Returns: nil when there is no such table: a schema that is not ours, or one before its migration.
    func leave(_ mark: CommitMark) throws(MariaDBError) -> CommitMark? {
        do {
            try execute(
                """
                INSERT INTO commit_mark (session, serial) VALUES (\(mark.session), \(mark.serial))
                ON DUPLICATE KEY UPDATE serial = VALUES(serial)
                """)
            return mark
        } catch .noSuchTable {
            return nil
        }
    }

    /// Whether the transaction took effect. While the server has not ended it, its lock keeps this waiting.
    func hasCommitted(_ mark: CommitMark) throws(MariaDBError) -> Bool {
        let row = try row("SELECT serial FROM commit_mark WHERE session = \(mark.session) LOCK IN SHARE MODE")
        return try row?.value("serial") == mark.serial
    }
}

extension Database {
    /// Forgets sessions of long ago. No session lives for a day.
    package func forgetOldCommitMarks(at now: Date = Date()) async throws -> Int {
        let yesterday = ULID.now(now.addingTimeInterval(-86_400))
        return try await write { db in
            try db.execute("DELETE FROM commit_mark WHERE session < \(yesterday) LIMIT 1000")
        }
    }
}
