import MariaDB
import Sealing
import Support

extension User {
    /// The names of those of `ids` that exist: who registered what, in lists of other areas.
    package static func names(_ db: Connection, of ids: Set<ID>, _ data: PersonalData) throws -> [ID: String] {
        guard !ids.isEmpty else { return [:] }
        let users = try db.rows(
            "SELECT \(part: columns) FROM \(part: tables) WHERE app_user.id IN (\(list: Array(ids)))"
        ).map { try User($0, data) }
        return Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0.name) })
    }
}
