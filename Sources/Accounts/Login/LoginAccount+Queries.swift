import Foundation
import MariaDB
import Sealing
import Support

/// What signing in needs to know of an account.
struct LoginAccount: Sendable {
    let user: User
    let passwordHash: String
    let tokenVersion: Int
    let companyState: String
}

extension LoginAccount {
    static func find(_ db: Connection, _ loginID: LoginID, _ data: PersonalData) throws -> LoginAccount? {
        let row = try db.row(
            """
            SELECT \(part: User.columns), app_user.password_hash, app_user.token_version,
                company.state AS company_state
            FROM \(part: User.tables) WHERE app_user.login_id = \(loginID.text)
            """)
        return try row.map { row in
            LoginAccount(
                user: try User(row, data), passwordHash: try row.value("password_hash"),
                tokenVersion: try row.value("token_version"), companyState: try row.value("company_state"))
        }
    }

    static func noteLogin(_ db: Connection, _ user: User.ID, at now: Date) throws {
        try db.execute("UPDATE app_user SET last_login_at = \(now) WHERE id = \(user)")
    }
}
