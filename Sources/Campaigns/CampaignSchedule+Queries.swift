import Accounts
import Coupons
import Foundation
import MariaDB
import Support

extension Campaign {
    /// Campaigns whose time came before `time` without the program noticing.
    static func lockMissed(_ db: Connection, before time: Date, limit: Int) throws -> [Campaign] {
        let ids: [ID] = try db.rows(
            """
            SELECT id FROM campaign WHERE schedule_met_at IS NULL AND scheduled_at <= \(time)
            ORDER BY scheduled_at LIMIT \(limit) FOR UPDATE SKIP LOCKED
            """
        ).map { try $0.value("id") }
        return try all(db, ids: ids, in: .all)
    }

    /// Notes that these, and all whose time has come, have been seen to.
    static func markScheduleMet(_ db: Connection, _ ids: [ID], dueBefore time: Date, at now: Date) throws {
        if !ids.isEmpty {
            try db.execute("UPDATE campaign SET schedule_met_at = \(now) WHERE id IN (\(list: ids))")
        }
        let recent = time.addingTimeInterval(-ScheduleStep.missedAfterSeconds)
        try db.execute(
            """
            UPDATE campaign SET schedule_met_at = \(now)
            WHERE schedule_met_at IS NULL AND scheduled_at <= \(time) AND scheduled_at > \(recent)
            """)
    }

    /// Whether a message of it has not been handed over yet.
    static func hasUnsent(_ db: Connection, _ id: ID) throws -> Bool {
        try db.row(
            """
            SELECT id FROM coupon
            WHERE campaign_id = \(id) AND delivery_state = 'waiting' AND issue_state IN ('waiting', 'issuing', 'issued')
            LIMIT 1
            """) != nil
    }

    static func setSchedule(_ db: Connection, _ id: ID, to time: Date) throws {
        try db.execute("UPDATE campaign SET scheduled_at = \(time), schedule_met_at = NULL WHERE id = \(id)")
    }

    static func lockToReschedule(_ db: Connection, _ id: ID, in scope: TenantScope) throws -> Campaign? {
        guard try db.row("SELECT id FROM campaign WHERE id = \(id) AND \(part: scope.condition) FOR UPDATE") != nil
        else { return nil }
        return try find(db, id, in: scope)
    }
}
