import Accounts
import Audit
import Foundation
import MariaDB
import Redemption
import Sealing
import Support

/// 보류: exchanges of barcodes that no coupon of ours has, for administrators. Barcodes leave it masked only.
package struct QuarantineDesk: Sendable {
    let database: Database
    let data: PersonalData

    package init(database: Database, data: PersonalData) { (self.database, self.data) = (database, data) }

    package func page(offset: Int, limit: Int) async throws -> (items: [QuarantinedExchange], total: Total) {
        try await database.read { [data] db in
            try QuarantinedExchange.page(db, offset: offset, limit: limit, data)
        }
    }

    /// - Returns: false when it does not wait in the list.
    package func setAside(_ id: ULID, by principal: Principal) async throws -> Bool {
        let now = Date()
        return try await database.write { db in
            guard try QuarantinedExchange.setAside(db, id, by: principal.userID.ulid, at: now) else { return false }
            try AccessRecord.add(
                db, actor: principal.actor, action: "exchange-event.set-aside",
                subject: .init(kind: "exchange-event", id: id, owner: nil), at: now)
            return true
        }
    }
}
