import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support
import UMS

/// Looks for the results of handed-over messages: by CLIENT_KEY in `UMS_MSG`, then in the log months.
///
/// Safe to run in several processes: recording a result twice changes nothing.
package struct CollectStep: WorkStep {
    package let name = "collect"
    static let batch = 1000

    let database: Database
    let ums: Database
    let tables: UMSTables
    let data: PersonalData
    let letters: any CampaignLetters
    let policy: RetryPolicy
    let logger: Logger
    let now: @Sendable () -> Date

    package init(
        database: Database, ums: Database, tables: UMSTables, data: PersonalData, letters: any CampaignLetters,
        policy: RetryPolicy = RetryPolicy(), logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.ums, self.tables) = (database, ums, tables)
        (self.data, self.letters, self.policy) = (data, letters, policy)
        (self.logger, self.now) = (logger, now)
    }

    package func runOnce() async throws -> Int {
        let started = now()
        let due = try await database.read { db in try Message.dueForResult(db, limit: Self.batch, at: started) }
        guard !due.isEmpty else { return 0 }
        let oldest = due.map { $0.requestedAt ?? $0.createdAt }.min() ?? started
        let found = try await ums.read { [tables] db in
            try tables.whereabouts(
                db, of: due.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: started))
        }
        Failpoint.collectingBeforeRecord.pass()

        var results: [(message: Message, result: UMSResult)] = []
        var taken: [MessageID] = []
        var open: [Message] = []
        for message in due {
            switch found[message.clientKey] {
            case .done(let result):
                results.append((message, result))
            case .queued(let status):
                open.append(message)
                if status != "ready" && message.state == .queued { taken.append(message.id) }
            case nil: open.append(message)  // moving between tables, or not visible yet: one miss proves nothing
            }
        }
        let (done, waiting, pending) = (results, Self.groups(of: open, at: started), taken)
        let settlement = Settlement(
            data: data, policy: policy, rules: try await letters.rules(of: Set(done.map(\.message.campaignID))),
            successCodes: tables.successCodes, now: started)
        try await database.write { db in
            try settlement.settle(db, done)
            for (next, ids) in waiting { try Message.lookAgain(db, ids, at: next) }
            try Message.markPending(db, pending, at: started)
        }
        return done.count + pending.count
    }

    /// The older a message, the less often it is looked for: after a second at first, every 30 s after an hour.
    private static func groups(of messages: [Message], at now: Date) -> [(next: Date, ids: [MessageID])] {
        let waits = messages.map { message -> (Double, MessageID) in
            let age = now.timeIntervalSince(max(message.handedOverAt ?? now, message.requestedAt ?? now))
            let wait: Double =
                switch age {
                case ..<0: min(60, -age + 0.5)
                case ..<180: min(2, 1 + (age / 4).rounded())  // whole seconds, so that few groups come of it
                case ..<3600: 10
                default: 30
                }
            return (wait, message.id)
        }
        return Dictionary(grouping: waits, by: \.0).map { (now.addingTimeInterval($0.key), $0.value.map(\.1)) }
    }
}
