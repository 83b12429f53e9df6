import Foundation
import MariaDB
import Support

extension CallbackNumber {
    /// What a list of callback numbers may be sorted by.
    package enum SortField: String, Sendable, CaseIterable {
        case company, number, label, expiresOn, createdAt

        var column: SQL {
            switch self {
            case .company: "company.name"
            case .number: "callback_number.number"
            case .label: "callback_number.label"
            case .expiresOn: "callback_number.expires_on"
            case .createdAt: "callback_number.created_at"
            }
        }
    }

    package static func find(_ db: Connection, _ id: ID) throws -> CallbackNumber? {
        try db.row("SELECT \(part: columns) FROM \(part: tables) WHERE callback_number.id = \(id)")
            .map(CallbackNumber.init)
    }

    /// The numbers a company may send from on `day`.
    package static func usable(_ db: Connection, by company: Company.ID, on day: CalendarDay) throws -> [CallbackNumber]
    {
        try db.rows(
            """
            SELECT \(part: columns) FROM \(part: tables)
            WHERE callback_number.company_id = \(company) AND (expires_on IS NULL OR expires_on >= \(day))
            ORDER BY label, number
            """
        ).map(CallbackNumber.init)
    }

    /// The registered number that `text` writes, when the company may send from it on `day`.
    package static func usable(_ db: Connection, _ text: String, by company: Company.ID, on day: CalendarDay) throws
        -> CallbackNumber?
    {
        guard let number = SenderNumber(text) else { return nil }
        return try db.row(
            """
            SELECT \(part: columns) FROM \(part: tables)
            WHERE callback_number.company_id = \(company) AND number = \(number.digits)
                AND (expires_on IS NULL OR expires_on >= \(day))
            """
        ).map(CallbackNumber.init)
    }

    package static func page(
        _ db: Connection, in scope: TenantScope, sort: [Ordering<SortField>], offset: Int, limit: Int
    ) throws -> (numbers: [CallbackNumber], total: Total) {
        let total = try db.total("SELECT company_id FROM callback_number WHERE \(part: scope.condition)")
        let sort = sort.isEmpty ? [Ordering(.company), Ordering(.number)] : sort
        let numbers = try db.rows(
            """
            SELECT \(part: columns) FROM (
                SELECT * FROM callback_number WHERE \(part: scope.condition)
                ORDER BY company_id, number LIMIT \(Total.reach)
            ) AS callback_number JOIN company ON company.id = callback_number.company_id
            ORDER BY \(part: orderBy(sort, \.column)), callback_number.id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(CallbackNumber.init)
        return (numbers, total)
    }

    static func insert(_ db: Connection, _ id: ID, _ new: NewCallbackNumber, at now: Date) throws {
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO callback_number (id, company_id, number, label, expires_on, created_at, updated_at)
                VALUES (\(id), \(new.companyID), \(new.number.digits), \(new.label), \(new.expiresOn), \(now), \(now))
                """)
        } catch MariaDBError.duplicateKey(name: "callback_number_of_company") {
            throw AccountsError.callbackNumberExists
        }
    }

    static func update(_ db: Connection, _ id: ID, _ change: CallbackNumberChange, at now: Date) throws {
        let expiry: SQL =
            switch change.expiry {
            case .keep: "expires_on"
            case .never: "NULL"
            case .on(let day): "\(day)"
            }
        let changed = try db.execute(
            """
            UPDATE callback_number
            SET label = COALESCE(\(change.label), label), expires_on = \(part: expiry), updated_at = \(now)
            WHERE id = \(id)
            """)
        guard changed == 1 else { throw AccountsError.noSuchCallbackNumber }
    }

    static func delete(_ db: Connection, _ id: ID) throws {
        let deleted = try db.execute("DELETE FROM callback_number WHERE id = \(id)")
        guard deleted == 1 else { throw AccountsError.noSuchCallbackNumber }
    }

    private static let tables: SQL = "callback_number JOIN company ON company.id = callback_number.company_id"

    private static let columns: SQL =
        """
        callback_number.id, callback_number.company_id, company.name AS company_name, callback_number.number,
        callback_number.label, callback_number.expires_on, callback_number.created_at
        """

    private init(_ row: Row) throws {
        let digits: String = try row.value("number")
        guard let number = SenderNumber(digits) else {
            throw MariaDBError.undecodable(column: "number", as: "SenderNumber")
        }
        self.init(
            id: try row.value("id"), companyID: try row.value("company_id"), companyName: try row.value("company_name"),
            number: number, label: try row.value("label"), expiresOn: try row.optional("expires_on"),
            createdAt: try row.value("created_at"))
    }
}
