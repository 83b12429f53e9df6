import Audit
import Foundation
import MariaDB
import PasswordHashing
import Sealing
import Support

/// What an administrator does with users. Each act leaves an access record.
package struct UserAdministration: Sendable {
    let database: Database
    let data: PersonalData
    let hasher: PasswordHasher
    let sessions: Sessions
    /// Whether somebody who is given a password by an administrator has to change it at the first login.
    let givenPasswordsMustChange: Bool
    let now: @Sendable () -> Date

    package init(
        database: Database, data: PersonalData, hasher: PasswordHasher, sessions: Sessions,
        givenPasswordsMustChange: Bool, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.data = data
        self.hasher = hasher
        self.sessions = sessions
        self.givenPasswordsMustChange = givenPasswordsMustChange
        self.now = now
    }

    /// A user and, when one had to be made, the password to hand over.
    package struct Created: Sendable {
        package let user: User
        package let temporaryPassword: Password?
    }

    /// `alongside` runs in the same transaction, for what must not stand without the user.
    package func create(
        _ new: NewUser, by actor: Actor,
        alongside: @escaping @Sendable (Connection, Created) throws -> Void = { _, _ in }
    ) async throws -> Created {
        let now = now()
        let company = try await database.read { db in try Company.find(db, new.companyID) }
        guard let company else { throw AccountsError.noSuchCompany }
        let chosen = try new.password?.checked(against: company.name, "password")
        let temporary = chosen == nil ? Password.temporary() : nil
        let hash = try await hash(chosen ?? temporary)
        let row = User.NewRow(
            id: .new(at: now), new: new, passwordHash: hash,
            mustChangePassword: temporary != nil || givenPasswordsMustChange)
        return try await database.write { [data] db in
            guard try Company.find(db, new.companyID) != nil else { throw AccountsError.noSuchCompany }
            try User.insert(db, row, data, at: now)
            // Failures that somebody collected under this login id before it existed are not the new user's.
            try LoginThrottles.clear(db, new.loginID, now: now)
            guard let user = try User.find(db, row.id, data) else { throw AccountsError.noSuchUser }
            try AccessRecord.add(
                db, actor: actor, action: "user.create", subject: user.subject,
                detail: ["loginId": user.loginID.text, "role": user.role.rawValue], at: now)
            let created = Created(user: user, temporaryPassword: temporary)
            try alongside(db, created)
            return created
        }
    }

    package func change(_ id: User.ID, _ change: UserChange, by principal: Principal) async throws -> User {
        let now = now()
        let user = try await database.write { [data] db in
            let administrators = try User.lockAdministrators(db)
            guard let before = try User.find(db, id, data) else { throw AccountsError.noSuchUser }
            try keepAdministrators(before, change, by: principal.userID, among: administrators)
            if let company = change.companyID, try Company.find(db, company) == nil {
                throw AccountsError.noSuchCompany
            }
            let permissions = try permissions(before, change)
            try User.update(db, id, change, permissions: permissions, data, at: now)
            guard let user = try User.find(db, id, data) else { throw AccountsError.noSuchUser }
            try AccessRecord.add(
                db, actor: principal.actor, action: "user.change", subject: user.subject,
                detail: ["fields": change.changedFields, "role": user.role.rawValue, "state": user.state.rawValue],
                at: now)
            return user
        }
        if change.endsSessions { await sessions.forget(id) }
        return user
    }

    package func approve(_ id: User.ID, by actor: Actor) async throws -> User {
        let now = now()
        return try await database.write { [data] db in
            guard let before = try User.find(db, id, data) else { throw AccountsError.noSuchUser }
            guard before.state == .pending else { throw AccountsError.notPending }
            try User.update(db, id, try UserChange(state: User.State.active.rawValue), permissions: nil, data, at: now)
            try AccessRecord.add(db, actor: actor, action: "user.approve", subject: before.subject, at: now)
            return try User.find(db, id, data) ?? before
        }
    }

    /// Lifts the lock after failed attempts.
    package func unlock(_ id: User.ID, by actor: Actor) async throws -> User {
        let now = now()
        return try await database.write { [data] db in
            guard let before = try User.find(db, id, data) else { throw AccountsError.noSuchUser }
            try LoginThrottles.clear(db, before.loginID, now: now)
            try AccessRecord.add(db, actor: actor, action: "user.unlock", subject: before.subject, at: now)
            return try User.find(db, id, data) ?? before
        }
    }

    /// Gives a temporary password, which has to be changed at the next login; every session of the user ends.
    package func resetPassword(_ id: User.ID, by actor: Actor) async throws -> Created {
        let now = now()
        let temporary = Password.temporary()
        let hash = try await hash(temporary)
        let user = try await database.write { [data] db in
            guard let before = try User.find(db, id, data) else { throw AccountsError.noSuchUser }
            try User.setPassword(db, id, hash: hash, mustChange: true, at: now)
            try LoginThrottles.clear(db, before.loginID, now: now)
            try AccessRecord.add(db, actor: actor, action: "user.reset-password", subject: before.subject, at: now)
            return try User.find(db, id, data) ?? before
        }
        await sessions.forget(id)
        return Created(user: user, temporaryPassword: temporary)
    }

    /// Closes an account: it stays in the history, cannot sign in, and its sessions end.
    package func deactivate(_ id: User.ID, by principal: Principal) async throws -> User {
        try await change(id, try UserChange(state: User.State.deactivated.rawValue), by: principal)
    }

    package func find(_ id: User.ID) async throws -> User {
        let user = try await database.read { [data] db in try User.find(db, id, data) }
        guard let user else { throw AccountsError.noSuchUser }
        return user
    }

    package func list(
        _ filter: User.Filter = User.Filter(), sort: [Ordering<User.SortField>] = [], offset: Int = 0, limit: Int = 50
    ) async throws -> (users: [User], total: Total) {
        try await database.read { [data] db in
            try User.page(db, filter, sort: sort, offset: offset, limit: limit, data)
        }
    }

    /// Refuses what would leave nobody to administer, or what somebody does to the own rights.
    private func keepAdministrators(
        _ before: User, _ change: UserChange, by actor: User.ID, among administrators: [User.ID]
    ) throws {
        guard before.role == .administrator, before.state == .active else { return }
        let staysAdministrator = (change.role ?? .administrator) == .administrator
        let staysActive = (change.state ?? .active) == .active
        guard !staysAdministrator || !staysActive else { return }
        guard before.id != actor else { throw AccountsError.ownRights }
        guard administrators.contains(where: { $0 != before.id }) else { throw AccountsError.lastAdministrator }
    }

    /// The permissions to store: nil for all of the role's.
    private func permissions(_ before: User, _ change: UserChange) throws -> Set<Permission>? {
        guard let names = change.permissions else { return nil }
        guard let permissions = (change.role ?? before.role).permissions(named: names) else {
            throw FieldProblems("permissions", User.permissionsRule)
        }
        return permissions
    }

    private func hash(_ password: Password?) async throws -> String {
        do {
            return try await hasher.hash(password?.text ?? "")
        } catch PasswordHashingError.busy {
            throw AccountsError.busy
        }
    }
}
