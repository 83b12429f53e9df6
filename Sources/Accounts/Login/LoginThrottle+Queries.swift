import Foundation
import MariaDB

extension LoginThrottles {
    /// As they stand at `now`. With `forUpdate` their rows are locked until the transaction ends: attempts under one login
    /// id are judged one by one.
    static func find(
        _ db: Connection, _ loginID: LoginID, at place: LoginPlace, forUpdate: Bool = false, now: Date
    ) throws -> LoginThrottles {
        var throttles = LoginThrottles()
        // Always in the order of the primary key, in which a clearing takes them, too.
        if !place.isKnown {
            throttles.everywhere = try LoginThrottle.find(db, loginID, "", .everywhere, forUpdate).current(at: now)
        }
        throttles.place = try LoginThrottle.find(db, loginID, place.text, .place, forUpdate).current(at: now)
        return throttles
    }

    /// Makes the rows that failures are counted in. Its own transaction: attempts that came second would keep a shared
    /// lock on the row of the first and block each other.
    static func open(_ db: Connection, _ loginID: LoginID, at place: LoginPlace, now: Date) throws {
        for text in (place.isKnown ? [] : [""]) + [place.text] {
            try LoginThrottle.open(db, loginID, text, at: now)
        }
    }

    /// Counts one more failure in the rows that `open` made, and tells how they now stand.
    static func countFailure(_ db: Connection, _ loginID: LoginID, at place: LoginPlace, now: Date) throws
        -> LoginThrottles
    {
        var counted = try find(db, loginID, at: place, forUpdate: true, now: now)
        // An attempt that was under way when a lock fell neither extends nor lifts it.
        guard counted.lock == nil else { return counted }
        counted.place.fail(at: now)
        try counted.place.write(db, loginID, place.text)
        counted.everywhere?.fail(at: now)
        try counted.everywhere?.write(db, loginID, "")
        return counted
    }

    /// Forgets the failures at a place: after a success there.
    static func clear(_ db: Connection, _ loginID: LoginID, at place: LoginPlace, now: Date) throws {
        try db.execute(
            """
            UPDATE login_throttle SET failures = 0, locked_until = NULL, updated_at = \(now)
            WHERE login_id = \(loginID.text) AND place = \(place.text)
            """)
    }

    /// Forgets the failures at every place: when an administrator unlocks.
    static func clear(_ db: Connection, _ loginID: LoginID, now: Date) throws {
        try db.execute(
            """
            UPDATE login_throttle SET failures = 0, locked_until = NULL, updated_at = \(now)
            WHERE login_id = \(loginID.text)
            """)
    }

    /// Forgets what nobody has tried for a day.
    ///
    /// - Returns: how many; a full batch means that more may wait.
    package static func purge(_ db: Connection, before day: Date, limit: Int) throws -> Int {
        try db.execute("DELETE FROM login_throttle WHERE updated_at < \(day) LIMIT \(limit)")
    }
}

extension LoginThrottle {
    fileprivate static func find(
        _ db: Connection, _ loginID: LoginID, _ place: String, _ reach: Reach, _ forUpdate: Bool
    ) throws -> LoginThrottle {
        let lock: SQL = forUpdate ? "FOR UPDATE" : ""
        let row = try db.row(
            """
            SELECT failures, locked_until, updated_at FROM login_throttle
            WHERE login_id = \(loginID.text) AND place = \(place) \(part: lock)
            """)
        guard let row else { return LoginThrottle(reach: reach) }
        return LoginThrottle(
            reach: reach, failures: try row.value("failures"), lockedUntil: try row.optional("locked_until"),
            changedAt: try row.value("updated_at"))
    }

    fileprivate static func open(_ db: Connection, _ loginID: LoginID, _ place: String, at now: Date) throws {
        let found = try db.row(
            "SELECT 1 AS found FROM login_throttle WHERE login_id = \(loginID.text) AND place = \(place)")
        guard found == nil else { return }
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO login_throttle (login_id, place, failures, locked_until, updated_at)
                VALUES (\(loginID.text), \(place), 0, NULL, \(now))
                """)
        } catch MariaDBError.duplicateKey {
            // Another attempt was first.
        }
    }

    fileprivate func write(_ db: Connection, _ loginID: LoginID, _ place: String) throws {
        try db.execute(
            """
            UPDATE login_throttle SET failures = \(failures), locked_until = \(lockedUntil), updated_at = \(changedAt)
            WHERE login_id = \(loginID.text) AND place = \(place)
            """)
    }
}
