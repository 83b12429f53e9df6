import Accounts
import Campaigns
import Coufun
import Coupons
import Foundation
import Jobs
import MariaDB
import Support

extension Cancellation.State: SQLBindable, SQLDecodable {}

extension Cancellation {
    private static let columns: SQL =
        "id, coupon_id, company_id, state, amount, attempts, fence, code, note, requested_at, finished_at"

    private init(_ row: Row) throws {
        self.init(
            id: try row.value("id"), couponID: try row.value("coupon_id"), companyID: try row.value("company_id"),
            state: try row.value("state"), amount: Won(try row.value("amount")), attempts: try row.value("attempts"),
            fence: try row.value("fence"),
            code: try row.optional("code"), note: try row.optional("note"),
            requestedAt: try row.value("requested_at"), finishedAt: try row.optional("finished_at"))
    }

    package static func find(_ db: Connection, of coupon: Coupon.ID, in scope: TenantScope) throws -> Cancellation? {
        try db.row(
            """
            SELECT \(part: columns) FROM coupon_cancellation
            WHERE coupon_id = \(coupon) AND \(part: scope.condition)
            """
        ).map(Cancellation.init)
    }

    /// Wishes without an answer since before `time`, with the note of the oldest.
    static func waiting(_ db: Connection, since time: Date) throws -> (count: Int, oldest: Date?, note: String?) {
        let late = try db.rows(
            """
            SELECT requested_at, note FROM coupon_cancellation
            WHERE state = 'requested' AND requested_at < \(time) ORDER BY requested_at LIMIT 1000
            """)
        return (late.count, try late.first?.value("requested_at"), try late.first?.optional("note"))
    }

    /// Puts the wish on record. One that COUFUN refused before takes its place.
    static func request(
        _ db: Connection, _ id: ID, _ coupon: Coupon, _ amount: Won, reason: String, by user: User.ID, at now: Date
    ) throws {
        try db.execute("DELETE FROM coupon_cancellation WHERE coupon_id = \(coupon.id) AND state = 'refused'")
        try db.execute(
            """
            INSERT INTO coupon_cancellation
                (id, coupon_id, company_id, campaign_id, state, amount, reason, requested_by, requested_at, due_at)
            VALUES (\(id), \(coupon.id), \(coupon.companyID), \(coupon.campaignID), 'requested', \(amount.amount),
                \(reason), \(user), \(now), \(now))
            """)
        try coupon.recordCancelRequest(db, at: now)
    }

    /// Claims one wish that is due; nil when there is none that another worker does not have.
    static func claim(_ db: Connection, worker: WorkerIdentity, at now: Date) throws -> Cancellation? {
        let row = try db.row(
            """
            SELECT \(part: columns) FROM coupon_cancellation
            WHERE state = 'requested' AND due_at <= \(now)
                AND (owner IS NULL OR \(part: WorkerPresence.abandoned(longestSeconds: 120)))
            ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
            """)
        guard let found = try row.map(Cancellation.init) else { return nil }
        try db.execute(
            """
            UPDATE coupon_cancellation
            SET owner = \(worker.text), fence = fence + 1, claimed_at = NOW(3), attempts = attempts + 1
            WHERE id = \(found.id)
            """)
        return Cancellation(
            id: found.id, couponID: found.couponID, companyID: found.companyID, state: .requested, amount: found.amount,
            attempts: found.attempts + 1, fence: found.fence + 1, code: nil, note: nil,
            requestedAt: found.requestedAt, finishedAt: nil)
    }

    /// Records what COUFUN said, while the claim still holds.
    ///
    /// - Returns: false when it was lost.
    func settle(_ db: Connection, _ state: State, code: String?, note: String?, retryAt: Date, at now: Date) throws
        -> Bool
    {
        try db.execute(
            """
            UPDATE coupon_cancellation
            SET state = \(state), code = \(code), note = \(note), due_at = \(retryAt), owner = NULL, claimed_at = NULL,
                finished_at = \(state == .requested ? nil : now)
            WHERE id = \(id) AND fence = \(fence) AND state = 'requested'
            """) == 1
    }
}
