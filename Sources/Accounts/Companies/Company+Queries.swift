import Foundation
import MariaDB
import Support

extension Company {
    /// What a list of companies may be sorted by.
    package enum SortField: String, Sendable, CaseIterable {
        case name, pocId, createdAt

        var column: SQL {
            switch self {
            case .name: "name COLLATE utf8mb4_general_ci"
            case .pocId: "poc_id"
            case .createdAt: "created_at"
            }
        }
    }

    package static func find(_ db: Connection, _ id: ID) throws -> Company? {
        try db.row("SELECT \(part: columns) FROM company WHERE id = \(id)").map(Company.init)
    }

    package static func page(
        _ db: Connection, matching text: String?, sort: [Ordering<SortField>], offset: Int, limit: Int
    ) throws -> (companies: [Company], total: Total) {
        let matching: SQL =
            if let text, !text.isEmpty {
                "(\(part: .contains(text, in: "name")) OR poc_id = CONVERT(\(text) USING ascii))"
            } else { "TRUE" }
        let total = try db.total("SELECT id FROM company WHERE \(part: matching)")
        let companies = try db.rows(
            """
            SELECT \(part: columns) FROM company WHERE \(part: matching)
            ORDER BY \(part: orderBy(sort.isEmpty ? [Ordering(.name)] : sort, \.column)), id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(Company.init)
        return (companies, total)
    }

    /// Keeps others who lock it waiting until the transaction ends.
    package static func lock(_ db: Connection, _ id: ID) throws {
        _ = try db.row("SELECT id FROM company WHERE id = \(id) FOR UPDATE")
    }

    static func oldestActive(_ db: Connection) throws -> ID? {
        try db.row("SELECT id FROM company WHERE state = 'active' ORDER BY created_at, id LIMIT 1")?.value("id")
    }

    static func insert(_ db: Connection, _ id: ID, _ new: NewCompany, at now: Date) throws {
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO company (id, name, poc_id, state, created_at, updated_at)
                VALUES (\(id), \(new.name), \(new.pocID.text), \(State.active.rawValue), \(now), \(now))
                """)
        } catch MariaDBError.duplicateKey(name: "company_name") {
            throw AccountsError.companyExists
        }
    }

    static func update(_ db: Connection, _ id: ID, _ change: CompanyChange, at now: Date) throws {
        let optOut: SQL =
            switch change.optOut {
            case .keep: "opt_out_number"
            case .none: "NULL"
            case .number(let number): "\(number.digits)"
            }
        do throws(any Error) {
            let changed = try db.execute(
                """
                UPDATE company
                SET name = COALESCE(\(change.name), name), poc_id = COALESCE(\(change.pocID?.text), poc_id),
                    state = COALESCE(\(change.state?.rawValue), state), opt_out_number = \(part: optOut), updated_at = \(now)
                WHERE id = \(id)
                """)
            guard changed == 1 else { throw AccountsError.noSuchCompany }
        } catch MariaDBError.duplicateKey(name: "company_name") {
            throw AccountsError.companyExists
        }
    }

    private static let columns: SQL = "id, name, poc_id, state, opt_out_number, created_at"

    private init(_ row: Row) throws {
        let pocID: String = try row.value("poc_id")
        let state: String = try row.value("state")
        guard let pocID = POCID(pocID) else { throw MariaDBError.undecodable(column: "poc_id", as: "POCID") }
        guard let state = State(rawValue: state) else { throw MariaDBError.undecodable(column: "state", as: "State") }
        self.init(
            id: try row.value("id"), name: try row.value("name"), pocID: pocID, state: state,
            optOutNumber: try row.optional("opt_out_number", as: String.self).flatMap(OptOutNumber.init),
            createdAt: try row.value("created_at"))
    }
}
