import Foundation
import MariaDB
import Support

extension LoginRecord {
    static func add(
        _ db: Connection, _ id: ID, _ attempt: LoginAttempt, user: User.ID?, outcome: Outcome, at now: Date
    ) throws {
        // What is no login id may be a password typed into the wrong field: it is not kept.
        let loginID = LoginID(attempt.loginID.tidied)?.text ?? ""
        try db.execute(
            """
            INSERT INTO login_record (id, happened_at, user_id, login_id, outcome, address, user_agent)
            VALUES (\(id), \(now), \(user), \(loginID), \(outcome.rawValue), \(String(attempt.address.prefix(45))),
                \(String(attempt.userAgent.filter(\.isPrintable).prefix(255))))
            """)
    }

    /// The newest first, with their number in all. `user` narrows them.
    package static func page(_ db: Connection, user: User.ID? = nil, from: Date, to: Date, offset: Int, limit: Int)
        throws -> (records: [LoginRecord], total: Total)
    {
        let byUser: SQL = if let user { "user_id = \(user)" } else { "TRUE" }
        let condition: SQL = "happened_at >= \(from) AND happened_at < \(to) AND \(part: byUser)"
        let total = try db.total("SELECT happened_at FROM login_record WHERE \(part: condition)")
        let records = try db.rows(
            """
            SELECT id, happened_at, user_id, login_id, outcome, address, user_agent
            FROM login_record WHERE \(part: condition)
            ORDER BY happened_at DESC, id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map(LoginRecord.init)
        return (records, total)
    }

    private init(_ row: Row) throws {
        let outcome: String = try row.value("outcome")
        guard let outcome = Outcome(rawValue: outcome) else {
            throw MariaDBError.undecodable(column: "outcome", as: "Outcome")
        }
        self.init(
            id: try row.value("id"), happenedAt: try row.value("happened_at"), userID: try row.optional("user_id"),
            loginID: try row.value("login_id"), outcome: outcome, address: try row.value("address"),
            userAgent: try row.value("user_agent"))
    }
}

extension Character {
    fileprivate var isPrintable: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
}
