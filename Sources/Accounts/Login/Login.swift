import Foundation
import Logging
import MariaDB
import PasswordHashing
import Redis
import Sealing
import Support

/// Signing in: login id and password in, a session out.
///
/// An account that does not exist is answered like one that does, after the same work. Every attempt is recorded.
package struct Login: Sendable {
    let database: Database
    let data: PersonalData
    let hasher: PasswordHasher
    let sessions: Sessions
    let addresses: AddressThrottle
    let now: @Sendable () -> Date

    package init(
        database: Database, redis: RedisClient?, data: PersonalData, hasher: PasswordHasher, sessions: Sessions,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.data = data
        self.hasher = hasher
        self.sessions = sessions
        addresses = AddressThrottle(redis)
        self.now = now
    }

    package func attempt(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        let now = now()
        if let wait = await addresses.secondsToWait(attempt.address, at: now) {
            try await record(attempt, .throttled, at: now)
            return .throttled(retryAfterSeconds: wait)
        }
        guard let loginID = LoginID(attempt.loginID.tidied) else {
            // Nobody can have it, so there is nothing to lock; the work and the words stay the same.
            guard try await verify(attempt.password, nil) != nil else { return .busy }
            await addresses.count(attempt.address, at: now)
            try await record(attempt, .unknownUser, at: now)
            return .refused(remaining: LoginThrottle.allowedFailures - 1, lockedUntil: nil)
        }
        let (account, throttle) = try await database.read { [data] db in
            (try LoginAccount.find(db, loginID, data), try LoginThrottle.find(db, loginID).current(at: now))
        }
        if let until = throttle.lockedUntil {
            await addresses.count(attempt.address, at: now)
            try await record(attempt, .locked, user: account?.user.id, at: now)
            return .locked(until: until)
        }
        guard let matches = try await verify(attempt.password, account?.passwordHash) else { return .busy }
        guard matches, let account else {
            await addresses.count(attempt.address, at: now)
            return try await refuse(attempt, loginID, account?.user, at: now)
        }
        return try await accept(attempt, account, at: now)
    }

    /// Whether the password is the account's; nil when too many wait. Without an account as much work is done.
    private func verify(_ password: String, _ hash: String?) async throws -> Bool? {
        do {
            guard let hash, let typed = TypedPassword(password) else {
                try await hasher.verifyNothing("nobody's password")
                return false
            }
            return try await hasher.verify(typed.text, hash)
        } catch PasswordHashingError.busy {
            return nil
        }
    }

    private func refuse(_ attempt: LoginAttempt, _ loginID: LoginID, _ user: User?, at now: Date) async throws
        -> LoginOutcome
    {
        let record = LoginRecord.ID.new(at: now)
        try await database.write { db in try LoginThrottle.open(db, loginID, at: now) }
        let throttle = try await database.write { db in
            try LoginRecord.add(
                db, record, attempt, user: user?.id, outcome: user == nil ? .unknownUser : .wrongPassword, at: now)
            return try LoginThrottle.countFailure(db, loginID, at: now)
        }
        return .refused(remaining: throttle.remaining, lockedUntil: throttle.lockedUntil)
    }

    private func accept(_ attempt: LoginAttempt, _ account: LoginAccount, at now: Date) async throws -> LoginOutcome {
        let user = account.user
        switch user.state {
        case .pending:
            try await record(attempt, .pending, user: user.id, at: now)
            return .pending
        case .deactivated:
            try await record(attempt, .deactivated, user: user.id, at: now)
            return .deactivated
        case .active: break
        }
        if user.role == .member, account.companyState != Company.State.active.rawValue {
            try await record(attempt, .deactivated, user: user.id, at: now)
            return .companyClosed
        }
        let record = LoginRecord.ID.new(at: now)
        // Judged again under the row's lock: of many guesses at once no more than the allowed ones count.
        let lockedUntil = try await database.write { db -> Date? in
            if let until = try LoginThrottle.lock(db, user.loginID)?.current(at: now).lockedUntil {
                try LoginRecord.add(db, record, attempt, user: user.id, outcome: .locked, at: now)
                return until
            }
            try LoginThrottle.clear(db, user.loginID, at: now)
            try LoginAccount.noteLogin(db, user.id, at: now)
            try LoginRecord.add(db, record, attempt, user: user.id, outcome: .succeeded, at: now)
            return nil
        }
        if let lockedUntil { return .locked(until: lockedUntil) }
        await renewHash(of: attempt.password, account)
        let opened = try await sessions.open(for: user, tokenVersion: account.tokenVersion, address: attempt.address)
        return .signedIn(opened, user, previousLogin: user.lastLoginAt)
    }

    /// Hashes the password anew when the parameters have risen since it was set.
    private func renewHash(of password: String, _ account: LoginAccount) async {
        guard hasher.needsRehash(account.passwordHash), let typed = TypedPassword(password) else { return }
        do {
            let new = try await hasher.hash(typed.text)
            try await database.write { db in try User.rehash(db, account.user.id, from: account.passwordHash, to: new) }
        } catch {
            // The old hash still works; the next login tries again.
            Logger.current.warning("Password hash not renewed", metadata: ["error": "\(error)"])
        }
    }

    private func record(_ attempt: LoginAttempt, _ outcome: LoginRecord.Outcome, user: User.ID? = nil, at now: Date)
        async throws
    {
        let id = LoginRecord.ID.new(at: now)
        try await database.write { db in try LoginRecord.add(db, id, attempt, user: user, outcome: outcome, at: now) }
    }
}
