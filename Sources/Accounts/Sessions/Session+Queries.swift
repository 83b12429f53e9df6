import Foundation
import MariaDB
import Support

extension SessionState {
    private static let columns: SQL = """
        app_user.token_version, app_user.state AS user_state, app_user.company_id, app_user.login_id, \
        app_user.name AS sealed_name, app_user.role, app_user.permissions, app_user.must_change_password, \
        company.state AS company_state, company.name AS company_name
        """

    /// What the accounts of sessions are now. Absent: sessions that were ended, and those of users that do not exist.
    static func all(_ db: Connection, of sessions: [Session]) throws -> [Session.ID: SessionState] {
        guard !sessions.isEmpty else { return [:] }
        let ended = Set(
            try db.rows("SELECT id FROM ended_session WHERE id IN (\(list: sessions.map(\.id)))").map {
                try $0.value("id", as: Session.ID.self)
            })
        let users = Array(Set(sessions.map(\.principal.userID)))
        let accounts = try db.rows(
            """
            SELECT app_user.id AS user_id, NULL AS ended, \(part: columns)
            FROM app_user JOIN company ON company.id = app_user.company_id
            WHERE app_user.id IN (\(list: users))
            """
        ).reduce(into: [User.ID: SessionState]()) { all, row in all[try row.value("user_id")] = try SessionState(row) }
        return sessions.reduce(into: [:]) { states, session in
            if !ended.contains(session.id) { states[session.id] = accounts[session.principal.userID] }
        }
    }

    /// nil when the user does not exist.
    static func find(_ db: Connection, session: Session.ID, user: User.ID) throws -> SessionState? {
        let row = try db.row(
            """
            SELECT \(part: columns), ended_session.id AS ended
            FROM app_user
            JOIN company ON company.id = app_user.company_id
            LEFT JOIN ended_session ON ended_session.id = \(session)
            WHERE app_user.id = \(user)
            """)
        return try row.map(SessionState.init)
    }

    private init(_ row: Row) throws {
        let role: String = try row.value("role")
        guard let role = Role(rawValue: role) else { throw MariaDBError.undecodable(column: "role", as: "Role") }
        let ended: [UInt8]? = try row.optional("ended")
        isEnded = ended != nil
        tokenVersion = try row.value("token_version")
        userState = try row.value("user_state")
        companyState = try row.value("company_state")
        companyID = try row.value("company_id")
        companyName = try row.value("company_name")
        loginID = try row.value("login_id")
        sealedName = try row.value("sealed_name")
        self.role = role
        permissions = User.permissions(try row.optional("permissions"), of: role).sorted { $0.rawValue < $1.rawValue }
        mustChangePassword = try row.value("must_change_password")
    }
}

extension Session {
    /// Ends a session before its time. Ending it again changes nothing.
    static func end(_ db: Connection, _ id: ID, of user: User.ID, expiresAt: Date, at now: Date) throws {
        do {
            try db.execute(
                """
                INSERT INTO ended_session (id, user_id, ended_at, expires_at)
                VALUES (\(id), \(user), \(now), \(expiresAt))
                """)
        } catch MariaDBError.duplicateKey {
            // Ended already, perhaps by a second tab.
        }
    }

    /// Forgets ended sessions that would have expired anyway.
    ///
    /// - Returns: how many; a full batch means that more may wait.
    package static func purgeEnded(_ db: Connection, at now: Date, limit: Int = 1000) throws -> Int {
        try db.execute("DELETE FROM ended_session WHERE expires_at < \(now) LIMIT \(limit)")
    }
}
