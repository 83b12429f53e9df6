import Accounts
import Foundation
import MariaDB
import Sealing
import Support

extension OptOut {
    /// Those of `phones` that have opted out of `company`'s messages.
    package static func among(_ db: Connection, _ phones: [PhoneNumber], of company: Company.ID, _ data: PersonalData)
        throws -> Set<PhoneNumber>
    {
        guard !phones.isEmpty else { return [] }
        let byIndex = Dictionary(phones.map { (data.index.phone($0), $0) }, uniquingKeysWith: { first, _ in first })
        var found: Set<PhoneNumber> = []
        let indexes = Array(byIndex.keys)
        for start in stride(from: 0, to: indexes.count, by: 1000) {
            let part = indexes[start..<min(start + 1000, indexes.count)]
            for row in try db.rows(
                """
                SELECT phone_index FROM opt_out WHERE company_id = \(company) AND phone_index IN (\(list: Array(part)))
                """)
            {
                if let phone = byIndex[try row.value("phone_index")] { found.insert(phone) }
            }
        }
        return found
    }

    /// How many numbers do not want to hear from the company.
    package static func count(_ db: Connection, of company: Company.ID) throws -> Int {
        try db.rows("SELECT COUNT(*) AS n FROM opt_out WHERE company_id = \(company)")[0].value("n")
    }

    /// Notes that a number has opted out. One that has already stays as it is.
    ///
    /// - Returns: whether it is new.
    @discardableResult
    package static func add(
        _ db: Connection, _ phone: PhoneNumber, of company: Company.ID, source: Source, by user: User.ID?,
        _ data: PersonalData, at now: Date
    ) throws -> Bool {
        let id = ID.new(at: now)
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO opt_out (id, company_id, phone, phone_index, last_four_index, source, created_by, created_at)
                VALUES (\(id), \(company), \(try data.sealer.seal(phone.digits, in: place(id))),
                    \(data.index.phone(phone)), \(data.index.phoneLastFour(phone.lastFour)), \(source), \(user), \(now))
                """)
            return true
        } catch MariaDBError.duplicateKey {
            return false
        }
    }

    static func find(_ db: Connection, _ id: ID, _ data: PersonalData) throws -> OptOut? {
        try db.row("SELECT \(part: columns) FROM \(part: tables) WHERE opt_out.id = \(id)").map { row in
            try OptOut(row, data)
        }
    }

    static func delete(_ db: Connection, _ id: ID) throws -> Bool {
        try db.execute("DELETE FROM opt_out WHERE id = \(id)") == 1
    }

    /// The newest first. `query` narrows to one number, or to those that end in four digits.
    static func page(
        _ db: Connection, in scope: TenantScope, matching query: OptOutQuery?, offset: Int, limit: Int,
        _ data: PersonalData
    ) throws -> (items: [OptOut], total: Total) {
        var conditions = [scope.condition]
        switch query {
        case .phone(let phone): conditions.append("opt_out.phone_index = \(data.index.phone(phone))")
        case .lastFour(let digits): conditions.append("opt_out.last_four_index = \(data.index.phoneLastFour(digits))")
        case nil: break
        }
        let condition = conditions.joined(separator: " AND ")
        let total = try db.total("SELECT company_id FROM opt_out WHERE \(part: condition)")
        let items = try db.rows(
            """
            SELECT \(part: columns) FROM \(part: tables) WHERE \(part: condition)
            ORDER BY opt_out.created_at DESC, opt_out.id DESC LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row in try OptOut(row, data) }
        return (items, total)
    }

    private static let tables: SQL = "opt_out JOIN company ON company.id = opt_out.company_id"
    private static let columns: SQL = """
        opt_out.id, opt_out.company_id, company.name AS company_name, opt_out.phone, opt_out.source, opt_out.created_at
        """

    private init(_ row: Row, _ data: PersonalData) throws {
        id = try row.value("id")
        companyID = try row.value("company_id")
        companyName = try row.value("company_name")
        maskedPhone = try PhoneNumber(data.sealer.open(try row.value("phone"), in: Self.place(id))).masked
        source = try row.value("source")
        createdAt = try row.value("created_at")
    }

    private static func place(_ id: ID) -> SealedPlace {
        SealedPlace(table: "opt_out", column: "phone", row: id.ulid)
    }
}

/// What an administrator looks for among opt-outs.
package enum OptOutQuery: Sendable, Equatable {
    case phone(PhoneNumber)
    case lastFour(String)

    /// nil when nothing could be meant by it.
    package init?(typed: String) {
        switch PhoneSearch(typed: typed) {
        case .phone(let phone), .probably(let phone): self = .phone(phone)
        case .lastFour(let digits): self = .lastFour(digits)
        case nil: return nil
        }
    }
}
