import Foundation
import MariaDB
import Sealing
import Support

extension User {
    /// What a list of users may be sorted by. Names are sealed and cannot be.
    package enum SortField: String, Sendable, CaseIterable {
        case loginId, company, role, state, lastLoginAt, createdAt

        var column: SQL {
            switch self {
            case .loginId: "app_user.login_id"
            case .company: "company.name"
            case .role: "app_user.role"
            case .state: "app_user.state"
            case .lastLoginAt: "app_user.last_login_at"
            case .createdAt: "app_user.created_at"
            }
        }
    }

    /// What a list of users shows; nil takes all.
    package struct Filter: Sendable {
        package var company: Company.ID?
        package var role: Role?
        package var state: State?
        /// A part of the login id.
        package var text: String?

        package init(company: Company.ID? = nil, role: Role? = nil, state: State? = nil, text: String? = nil) {
            (self.company, self.role, self.state, self.text) = (company, role, state, text)
        }

        /// What an index answers.
        fileprivate var indexed: SQL { if let company { "company_id = \(company)" } else { "TRUE" } }

        fileprivate var others: SQL {
            var parts: [SQL] = ["TRUE"]
            if let role { parts.append("app_user.role = \(role.rawValue)") }
            if let state { parts.append("app_user.state = \(state.rawValue)") }
            if let text, !text.isEmpty {
                parts.append(.contains(text, in: "CONVERT(app_user.login_id USING utf8mb4)"))
            }
            return parts.joined(separator: " AND ")
        }
    }

    package static func find(_ db: Connection, _ id: ID, _ data: PersonalData) throws -> User? {
        try db.row("SELECT \(part: columns) FROM \(part: tables) WHERE app_user.id = \(id)").map { try User($0, data) }
    }

    /// One page, and how many match. What no index answers is looked for as far as a list reaches.
    package static func page(
        _ db: Connection, _ filter: Filter, sort: [Ordering<SortField>], offset: Int, limit: Int, _ data: PersonalData
    ) throws -> (users: [User], total: Total) {
        let all = try db.total("SELECT login_id FROM app_user WHERE \(part: filter.indexed)")
        let ids: [ID] = try db.rows(
            """
            SELECT app_user.id FROM (
                SELECT id, company_id, login_id, role, state, last_login_at, created_at FROM app_user
                WHERE \(part: filter.indexed) ORDER BY login_id LIMIT \(Total.reach)
            ) AS app_user JOIN company ON company.id = app_user.company_id
            WHERE \(part: filter.others)
            ORDER BY \(part: orderBy(sort.isEmpty ? [Ordering(.loginId)] : sort, \.column)), app_user.id
            """
        ).map { try $0.value("id") }
        let shown = Array(ids.dropFirst(offset).prefix(limit))
        guard !shown.isEmpty else { return ([], Total(ids.count, isMore: all.isMore)) }
        let users = try db.rows(
            "SELECT \(part: columns) FROM \(part: tables) WHERE app_user.id IN (\(list: shown))"
        ).map { try User($0, data) }
        let found = Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0) })
        return (shown.compactMap { found[$0] }, Total(ids.count, isMore: all.isMore))
    }

    static let tables: SQL =
        """
        app_user JOIN company ON company.id = app_user.company_id
        """

    static let columns: SQL =
        """
        app_user.id, app_user.company_id, company.name AS company_name, app_user.login_id, app_user.name,
        app_user.email, app_user.phone, app_user.role, app_user.permissions, app_user.state,
        app_user.must_change_password, app_user.last_login_at, app_user.created_at,
        (SELECT MAX(locked_until) FROM login_throttle WHERE login_throttle.login_id = app_user.login_id)
            AS locked_until
        """

    init(_ row: Row, _ data: PersonalData) throws {
        let id: ID = try row.value("id")
        let loginID: String = try row.value("login_id")
        let role: String = try row.value("role")
        let state: String = try row.value("state")
        guard let loginID = LoginID(loginID), let role = Role(rawValue: role), let state = State(rawValue: state) else {
            throw MariaDBError.undecodable(column: "login_id, role or state", as: "User")
        }
        let email: [UInt8]? = try row.optional("email")
        let phone: [UInt8]? = try row.optional("phone")
        self.id = id
        companyID = try row.value("company_id")
        companyName = try row.value("company_name")
        self.loginID = loginID
        name = try data.sealer.open(try row.value("name"), in: Self.place("name", id))
        self.email = try email.map { try data.sealer.open($0, in: Self.place("email", id)) }
        self.phone = try phone.map { try PhoneNumber(data.sealer.open($0, in: Self.place("phone", id))) }
        self.role = role
        permissions = Self.permissions(try row.optional("permissions"), of: role)
        self.state = state
        mustChangePassword = try row.value("must_change_password")
        lockedUntil = try row.optional("locked_until")
        lastLoginAt = try row.optional("last_login_at")
        createdAt = try row.value("created_at")
    }

    /// A column that is NULL means all of the role's; unknown names and names beyond the role give nothing.
    static func permissions(_ column: String?, of role: Role) -> Set<Permission> {
        guard let column else { return role.permissions }
        return Set(column.split(separator: ",").compactMap { Permission(rawValue: String($0)) })
            .intersection(role.permissions)
    }
}
