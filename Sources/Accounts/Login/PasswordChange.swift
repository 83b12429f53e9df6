import Audit
import Foundation
import MariaDB
import PasswordHashing
import Sealing
import Support

/// Changing one's own password: the old one proves who asks, every session ends, a new one is opened.
package struct PasswordChange: Sendable {
    let database: Database
    let data: PersonalData
    let hasher: PasswordHasher
    let sessions: Sessions
    let now: @Sendable () -> Date

    package init(
        database: Database, data: PersonalData, hasher: PasswordHasher, sessions: Sessions,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.data = data
        self.hasher = hasher
        self.sessions = sessions
        self.now = now
    }

    /// - Throws: `AccountsError.wrongPassword` for a wrong `current`; failures lock like failures to sign in, but
    ///   count apart: only who is signed in can reach them.
    package func change(of principal: Principal, from current: String, to new: String) async throws -> OpenedSession {
        let now = now()
        guard let loginID = LoginID(principal.loginID) else { throw AccountsError.noSuchUser }
        let (account, throttle) = try await database.read { [data] db in
            (
                try LoginAccount.find(db, loginID, data),
                try LoginThrottles.find(db, loginID, at: .session, now: now)
            )
        }
        guard let account else { throw AccountsError.noSuchUser }
        if let lock = throttle.lock { throw AccountLocked(lock: lock) }
        guard try await verify(current, account.passwordHash) else {
            try await database.write { db in try LoginThrottles.open(db, loginID, at: .session, now: now) }
            try await database.write { db in
                _ = try LoginThrottles.countFailure(db, loginID, at: .session, now: now)
            }
            throw AccountsError.wrongPassword
        }
        let password = try checked(new, unlike: current, loginID).checked(
            against: account.user.companyName, "newPassword")
        let hash = try await hash(password)
        let version = try await database.write { db -> Int in
            // Only while the password is still the one that was proved.
            guard try User.passwordHash(db, account.user.id) == account.passwordHash else {
                throw AccountsError.wrongPassword
            }
            try User.setPassword(db, account.user.id, hash: hash, mustChange: false, at: now)
            try LoginThrottles.clear(db, loginID, at: .session, now: now)
            try AccessRecord.add(
                db, actor: principal.actor, action: "user.change-password", subject: account.user.subject, at: now)
            return account.tokenVersion + 1
        }
        await sessions.forget(account.user.id)
        let user = try await database.read { [data] db in try User.find(db, account.user.id, data) }
        return try await sessions.open(for: user ?? account.user, tokenVersion: version, address: principal.address)
    }

    private func checked(_ new: String, unlike current: String, _ loginID: LoginID) throws(FieldProblems) -> Password {
        guard TypedPassword(new) != TypedPassword(current) else {
            throw FieldProblems("newPassword", "지금 비밀번호와 다른 비밀번호를 정해 주세요.")
        }
        var problems = FieldProblems()
        guard let password = Password.checked(new, for: loginID, "newPassword", &problems) else { throw problems }
        return password
    }

    private func verify(_ password: String, _ hash: String) async throws -> Bool {
        do {
            guard let typed = TypedPassword(password) else { return false }
            return try await hasher.verify(typed.text, hash)
        } catch PasswordHashingError.busy {
            throw AccountsError.busy
        }
    }

    private func hash(_ password: Password) async throws -> String {
        do {
            return try await hasher.hash(password.text)
        } catch PasswordHashingError.busy {
            throw AccountsError.busy
        }
    }
}

/// The account is locked after failed attempts.
package struct AccountLocked: Error, Sendable, Equatable {
    package let lock: LoginLock
}
