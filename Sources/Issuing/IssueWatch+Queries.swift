import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

extension IssueOrder {
    /// Orders that wait to be called since before `time`, with nothing holding them back and nothing let go since then.
    static func overdue(_ db: Connection, since time: Date, at now: Date) throws -> (count: Int, oldest: Date?) {
        guard let free = try Holds.current(db).condition(for: .issuing) else { return (0, nil) }
        // However often it was put off, its next call is due within minutes: the index leaves out what is scheduled.
        let soon = now.addingTimeInterval(IssueWatchStep.patience)
        let row = try db.rows(
            """
            SELECT COUNT(*) AS n, MIN(COALESCE(wanted_at, due_at)) AS oldest FROM issue_order
            WHERE state IN ('planned', 'ambiguous') AND due_at <= \(soon) AND COALESCE(wanted_at, due_at) < \(time)
                AND \(part: free) AND \(part: Hold.notLifted(since: time))
            """)[0]
        return (try row.value("n"), try row.optional("oldest"))
    }
}

extension SupplierCall {
    /// Whether COUFUN has issued anything in a call begun since `time`: then it can be reached, and orders move.
    static func hasIssued(_ db: Connection, since time: Date) throws -> Bool {
        let first = ULID(high: UInt64(max(0, time.timeIntervalSince1970 * 1000)) << 16, low: 0)
        return try db.row(
            "SELECT id FROM supplier_call WHERE id >= \(first) AND kind = 'create' AND outcome = 'done' LIMIT 1") != nil
    }
}
