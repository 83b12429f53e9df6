import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

/// Watches for cancellations that nobody answers, and tells the operators until the last of them is answered.
package struct CancellationWatchStep: WorkStep {
    package let name = "cancellation-watch"
    static let subject = "cancellation"
    /// Asked half a dozen times by then.
    static let patience: TimeInterval = 5 * 60

    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    package func runOnce() async throws -> Int {
        let now = now()
        try await database.write { db in
            let waiting = try Cancellation.waiting(db, since: now.addingTimeInterval(-Self.patience))
            guard let oldest = waiting.oldest else {
                return try Alert.close(db, .supplier, about: Self.subject, at: now)
            }
            // Once while it lasts: its text tells when it began.
            guard try !Alert.isOpen(db, .supplier, about: Self.subject) else { return }
            let why = waiting.note.map { " 마지막 결과: \($0)" } ?? ""
            try Alert.raise(
                db, .supplier, about: Self.subject, company: nil,
                "쿠폰 취소 요청 \(waiting.count.grouped)건에 답을 받지 못하고 있습니다. 가장 오래된 요청은 \(SeoulTime.page(oldest))입니다.\(why) "
                    + "답이 올 때까지 자동으로 다시 요청합니다.", at: now)
        }
        return 0
    }
}
