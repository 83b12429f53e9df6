import Foundation
import MariaDB

extension LoginThrottle {
    static func find(_ db: Connection, _ loginID: LoginID) throws -> LoginThrottle {
        let row = try db.row("SELECT failures, locked_until FROM login_throttle WHERE login_id = \(loginID.text)")
        guard let row else { return LoginThrottle() }
        return LoginThrottle(failures: try row.value("failures"), lockedUntil: try row.optional("locked_until"))
    }

    /// The same, with the row locked until the transaction ends: attempts under one login id are judged one by one.
    static func lock(_ db: Connection, _ loginID: LoginID) throws -> LoginThrottle? {
        let row = try db.row(
            "SELECT failures, locked_until FROM login_throttle WHERE login_id = \(loginID.text) FOR UPDATE")
        return try row.map { row in
            LoginThrottle(failures: try row.value("failures"), lockedUntil: try row.optional("locked_until"))
        }
    }

    /// Makes the row that failures are counted in. Its own transaction: attempts that came second would keep a shared
    /// lock on the row of the first and block each other.
    static func open(_ db: Connection, _ loginID: LoginID, at now: Date) throws {
        guard try db.row("SELECT 1 AS found FROM login_throttle WHERE login_id = \(loginID.text)") == nil else {
            return
        }
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO login_throttle (login_id, failures, locked_until, updated_at)
                VALUES (\(loginID.text), 0, NULL, \(now))
                """)
        } catch MariaDBError.duplicateKey {
            // Another attempt was first.
        }
    }

    /// Counts one more failure in the row that `open` made, and tells how it now stands.
    static func countFailure(_ db: Connection, _ loginID: LoginID, at now: Date) throws -> LoginThrottle {
        let throttle = try lock(db, loginID)
        var counted = (throttle ?? LoginThrottle()).current(at: now)
        // An attempt that was under way when the lock fell neither extends nor lifts it.
        guard counted.lockedUntil == nil else { return counted }
        counted.fail(at: now)
        try db.execute(
            """
            UPDATE login_throttle
            SET failures = \(counted.failures), locked_until = \(counted.lockedUntil), updated_at = \(now)
            WHERE login_id = \(loginID.text)
            """)
        return counted
    }

    /// Forgets the failures: after a success, or when an administrator unlocks.
    static func clear(_ db: Connection, _ loginID: LoginID, at now: Date) throws {
        try db.execute(
            """
            UPDATE login_throttle SET failures = 0, locked_until = NULL, updated_at = \(now)
            WHERE login_id = \(loginID.text)
            """)
    }

    /// Forgets login ids that nobody has tried for a day.
    ///
    /// - Returns: how many; a full batch means that more may wait.
    package static func purge(_ db: Connection, before day: Date, limit: Int) throws -> Int {
        try db.execute("DELETE FROM login_throttle WHERE updated_at < \(day) LIMIT \(limit)")
    }
}
