import Foundation
import MariaDB
import Sealing
import Support

extension User {
    /// What is written once when a user is made.
    struct NewRow: Sendable {
        let id: ID
        let new: NewUser
        let passwordHash: String
        let mustChangePassword: Bool
    }

    static func insert(_ db: Connection, _ row: NewRow, _ data: PersonalData, at now: Date) throws {
        let details = row.new.details
        let name = try data.sealer.seal(details.name, in: place("name", row.id))
        let email = try details.email.map { try data.sealer.seal($0, in: place("email", row.id)) }
        let phone = try details.phone.map { try data.sealer.seal($0.digits, in: place("phone", row.id)) }
        let state: State = row.new.isPending ? .pending : .active
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO app_user
                    (id, company_id, login_id, name, email, phone, role, permissions, state, password_hash,
                     must_change_password, token_version, created_at, updated_at)
                VALUES (\(row.id), \(row.new.companyID), \(row.new.loginID.text), \(name), \(email), \(phone),
                    \(row.new.role.rawValue), \(row.new.permissions?.names.joined(separator: ",")), \(state.rawValue),
                    \(row.passwordHash), \(row.mustChangePassword), 1, \(now), \(now))
                """)
        } catch MariaDBError.duplicateKey(name: "app_user_login") {
            throw AccountsError.loginIDTaken
        }
    }

    /// Writes a change; `after` is what the user will be, checked by the caller.
    static func update(
        _ db: Connection, _ id: ID, _ change: UserChange, permissions: Set<Permission>?, _ data: PersonalData,
        at now: Date
    ) throws {
        var parts: [SQL] = ["updated_at = \(now)"]
        if let name = change.name {
            parts.append("name = \(try data.sealer.seal(name, in: place("name", id)))")
        }
        switch change.email {
        case .keep: break
        case .remove: parts.append("email = NULL")
        case .set(let email): parts.append("email = \(try data.sealer.seal(email, in: place("email", id)))")
        }
        switch change.phone {
        case .keep: break
        case .remove: parts.append("phone = NULL")
        case .set(let phone): parts.append("phone = \(try data.sealer.seal(phone.digits, in: place("phone", id)))")
        }
        if let company = change.companyID { parts.append("company_id = \(company)") }
        if let role = change.role { parts.append("role = \(role.rawValue)") }
        if change.role != nil || change.permissions != nil {
            parts.append("permissions = \(permissions?.names.joined(separator: ","))")
        }
        if let state = change.state { parts.append("state = \(state.rawValue)") }
        if change.endsSessions { parts.append("token_version = token_version + 1") }
        let changed = try db.execute("UPDATE app_user SET \(part: parts.joined(separator: ", ")) WHERE id = \(id)")
        guard changed == 1 else { throw AccountsError.noSuchUser }
    }

    /// Sets a password and ends every session that was opened before.
    static func setPassword(_ db: Connection, _ id: ID, hash: String, mustChange: Bool, at now: Date) throws {
        let changed = try db.execute(
            """
            UPDATE app_user
            SET password_hash = \(hash), must_change_password = \(mustChange), token_version = token_version + 1,
                updated_at = \(now)
            WHERE id = \(id)
            """)
        guard changed == 1 else { throw AccountsError.noSuchUser }
    }

    /// Replaces the hash of an unchanged password when the parameters of hashing rose. Sessions stay.
    static func rehash(_ db: Connection, _ id: ID, from old: String, to new: String) throws {
        try db.execute("UPDATE app_user SET password_hash = \(new) WHERE id = \(id) AND password_hash = \(old)")
    }

    static func passwordHash(_ db: Connection, _ id: ID) throws -> String? {
        try db.row("SELECT password_hash FROM app_user WHERE id = \(id)")?.value("password_hash")
    }

    /// Locks the rows of all who can administer, so that two of them cannot remove each other at once.
    static func lockAdministrators(_ db: Connection) throws -> [ID] {
        try db.rows(
            """
            SELECT id FROM app_user
            WHERE role = \(Role.administrator.rawValue) AND state = \(State.active.rawValue)
            ORDER BY id FOR UPDATE
            """
        ).map { try $0.value("id") }
    }

    static func hasAdministrator(_ db: Connection) throws -> Bool {
        try db.row("SELECT 1 AS found FROM app_user WHERE role = \(Role.administrator.rawValue) LIMIT 1") != nil
    }
}
