import Accounts
import Coupons
import MariaDB
import Safeguards
import Support

extension Campaign {
    /// Those that are being stopped and have something left to be taken back.
    static func stopping(_ db: Connection) throws -> [ID] {
        try Holds.current(db).all.filter { $0.scope == .campaign && $0.cause == .stop }.map { ID($0.subject) }
    }

    /// The end of a stop. Nothing of it can be claimed any more, so that the hold may go.
    static func finishStop(_ db: Connection, _ id: ID) throws {
        try db.execute("UPDATE campaign SET state = 'stopped' WHERE id = \(id)")
        try Hold.finishStop(db, id.ulid)
    }
}
