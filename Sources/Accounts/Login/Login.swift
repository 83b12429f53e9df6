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
    let browsers: KnownBrowsers
    let addresses: AddressThrottle
    let now: @Sendable () -> Date

    package init(
        database: Database, redis: RedisClient?, data: PersonalData, hasher: PasswordHasher, sessions: Sessions,
        browsers: KnownBrowsers, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.data = data
        self.hasher = hasher
        self.sessions = sessions
        self.browsers = browsers
        addresses = AddressThrottle(redis)
        self.now = now
    }

    package func attempt(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        let now = now()
        let loginID = LoginID(attempt.loginID.tidied)
        let browser = browsers.read(attempt.browser, at: now)
        let place = place(of: attempt, browser, loginID)
        if !place.isKnown, let wait = await addresses.secondsToWait(place.text, at: now) {
            try await record(attempt, .throttled, at: now)
            return .throttled(retryAfterSeconds: wait)
        }
        guard let loginID else {
            // Nobody can have it, so there is nothing to lock; the work and the words stay the same.
            guard try await verify(attempt.password, nil) != nil else { return .busy }
            await count(at: place, now)
            try await record(attempt, .unknownUser, at: now)
            return .refused(remaining: LoginThrottle.allowedFailures - 1, nil)
        }
        let (account, throttles) = try await database.read { [data] db in
            (try LoginAccount.find(db, loginID, data), try LoginThrottles.find(db, loginID, at: place, now: now))
        }
        if let lock = throttles.lock {
            await count(at: place, now)
            try await record(attempt, .locked, user: account?.user.id, at: now)
            return .locked(lock)
        }
        guard let matches = try await verify(attempt.password, account?.passwordHash) else { return .busy }
        guard matches, let account else {
            await count(at: place, now)
            return try await refuse(attempt, loginID, at: place, account?.user, now)
        }
        return try await accept(attempt, account, at: place, browser, now)
    }

    /// Where a browser that this account has signed in with stands does not matter.
    private func place(of attempt: LoginAttempt, _ browser: KnownBrowser?, _ loginID: LoginID?) -> LoginPlace {
        guard let browser, let loginID, browsers.knows(loginID, in: browser) else {
            return .network(LoginPlace.network(of: attempt.address))
        }
        return .browser(browser.id)
    }

    /// Slips at a known place are nobody's search for passwords.
    private func count(at place: LoginPlace, _ now: Date) async {
        if !place.isKnown { await addresses.count(place.text, at: now) }
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

    private func refuse(
        _ attempt: LoginAttempt, _ loginID: LoginID, at place: LoginPlace, _ user: User?, _ now: Date
    ) async throws -> LoginOutcome {
        let record = LoginRecord.ID.new(at: now)
        try await database.write { db in try LoginThrottles.open(db, loginID, at: place, now: now) }
        let throttles = try await database.write { db in
            try LoginRecord.add(
                db, record, attempt, user: user?.id, outcome: user == nil ? .unknownUser : .wrongPassword, at: now)
            return try LoginThrottles.countFailure(db, loginID, at: place, now: now)
        }
        return .refused(remaining: throttles.place.remaining, throttles.lock)
    }

    private func accept(
        _ attempt: LoginAttempt, _ account: LoginAccount, at place: LoginPlace, _ browser: KnownBrowser?, _ now: Date
    ) async throws -> LoginOutcome {
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
        // Judged again under the rows' locks: of many guesses at once no more than the allowed ones count.
        let lock = try await database.write { db -> LoginLock? in
            let throttles = try LoginThrottles.find(db, user.loginID, at: place, forUpdate: true, now: now)
            if let lock = throttles.lock {
                try LoginRecord.add(db, record, attempt, user: user.id, outcome: .locked, at: now)
                return lock
            }
            // What failed elsewhere is still somebody else's search.
            try LoginThrottles.clear(db, user.loginID, at: place, now: now)
            try LoginAccount.noteLogin(db, user.id, at: now)
            try LoginRecord.add(db, record, attempt, user: user.id, outcome: .succeeded, at: now)
            return nil
        }
        if let lock { return .locked(lock) }
        await renewHash(of: attempt.password, account)
        let opened = try await sessions.open(for: user, tokenVersion: account.tokenVersion, address: attempt.address)
        return .signedIn(
            opened, user, previousLogin: user.lastLoginAt,
            browser: browsers.text(of: browser, after: user.loginID, at: now))
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
