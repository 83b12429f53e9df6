import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

/// Watches for coupons that nobody can have issued: COUFUN cannot be reached, or puts us off again and again.
///
/// Calls that never left us brake nothing and use up no attempt, so that only the age of the orders tells of them.
package struct IssueWatchStep: WorkStep {
    package let name = "issue-watch"
    static let subject = "issuing"
    /// Longer than any pause between two calls for the same order.
    static let patience: TimeInterval = 5 * 60

    let database: Database
    let now: @Sendable () -> Date
    /// What lay there when the program came up gets its time first.
    private let begun: Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now, begun) = (database, now, now())
    }

    package func runOnce() async throws -> Int {
        let (now, begun) = (now(), begun)
        let limit = now.addingTimeInterval(-Self.patience)
        try await database.write { db in
            let overdue = try IssueOrder.overdue(db, since: limit, at: now)
            guard let oldest = overdue.oldest, try !SupplierCall.hasIssued(db, since: limit) else {
                return try Alert.close(db, .supplier, about: Self.subject, at: now)
            }
            guard begun <= limit else { return }  // neither told nor ended by a start
            // Once while it lasts: its text tells when it began.
            guard try !Alert.isOpen(db, .supplier, about: Self.subject) else { return }
            try Alert.raise(
                db, .supplier, about: Self.subject, company: nil,
                "쿠폰 공급사에서 쿠폰을 발급받지 못하고 있습니다. 가장 오래 기다린 요청은 \(SeoulTime.page(oldest))부터이고, 기다리는 요청은 "
                    + "\(overdue.count.grouped)건입니다. 공급사 서버·네트워크·방화벽을 확인해 주세요. 연결되면 저절로 이어서 발급합니다.", at: now)
        }
        return 0
    }
}
