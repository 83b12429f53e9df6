import Accounts
import MariaDB
import Sealing
import Support

/// Every number that has opted out of a company's messages, for reading a long list against it.
package struct OptOutSet: Sendable {
    private let indexes: Set<[UInt8]>
    private let index: BlindIndex

    package static func of(_ db: Connection, _ company: Company.ID, _ data: PersonalData) throws -> OptOutSet {
        let rows = try db.rows("SELECT phone_index FROM opt_out WHERE company_id = \(company)")
        return OptOutSet(indexes: Set(try rows.map { try $0.value("phone_index") }), index: data.index)
    }

    package func contains(_ phone: PhoneNumber) -> Bool {
        !indexes.isEmpty && indexes.contains(index.phone(phone))
    }
}
