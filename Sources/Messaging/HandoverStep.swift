import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support
import UMS

/// Hands composed messages to the SNAP agent: up to 1,000 rows of `UMS_MSG` in one insert, each message once (rule 4).
package struct HandoverStep: WorkStep {
    package let name = "handover"
    /// The agent's own batch; also the most that one transaction of ours may hold.
    static let batch = 1000

    let database: Database
    let route: UMSRoute
    let data: PersonalData
    let letters: any CampaignLetters
    let worker: WorkerIdentity
    let logger: Logger
    let now: @Sendable () -> Date

    package init(
        database: Database, route: UMSRoute, data: PersonalData, letters: any CampaignLetters, worker: WorkerIdentity,
        logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.route, self.data, self.letters) = (database, route, data, letters)
        (self.worker, self.logger, self.now) = (worker, logger, now)
    }

    package func runOnce() async throws -> Int {
        let started = now()
        let due = try await database.read { db in try Message.composed(db, limit: Self.batch, at: started) }
        guard !due.isEmpty else { return 0 }
        // Letters are fetched before any row is locked: nothing is awaited inside a transaction.
        var byCampaign: [CampaignID: CampaignLetter] = [:]
        for campaign in Set(due.map(\.campaignID)) {
            byCampaign[campaign] = try await letters.letter(of: campaign)
        }
        let known = byCampaign
        switch route {
        case .sameServer(let tables): return try await inOneTransaction(due.map(\.id), known, tables)
        case .otherServer(let ums, let tables): return try await inThreeSteps(due.map(\.id), known, ums, tables)
        }
    }

    /// The rows and our state commit together, or not at all.
    private func inOneTransaction(
        _ ids: [MessageID], _ letters: [CampaignID: CampaignLetter], _ tables: UMSTables
    ) async throws -> Int {
        let count = try await database.write { [data, now] db -> Int in
            let messages = try Message.lockComposed(db, ids)
            guard !messages.isEmpty else { return 0 }
            let sending = try Sending(db, messages, letters, data, at: now())
            Failpoint.handoverBeforeInsert.pass()
            try Self.insertMissing(db, sending.rows, tables, since: messages, now: now())
            Failpoint.handoverAfterInsert.pass()
            try Message.markQueued(db, sending.messages.map(\.id), from: .composed, at: now())
            return messages.count
        }
        Failpoint.handoverAfterCommit.pass()
        return count
    }

    /// Mark, insert, mark: whatever a crash leaves in the middle is looked up by the rescue before it is inserted again.
    private func inThreeSteps(
        _ ids: [MessageID], _ letters: [CampaignID: CampaignLetter], _ ums: Database, _ tables: UMSTables
    ) async throws -> Int {
        let claim = try await database.write { [data, worker, now] db -> Sending? in
            let messages = try Message.lockComposed(db, ids)
            guard !messages.isEmpty else { return nil }
            let sending = try Sending(db, messages, letters, data, at: now())
            try Message.markHandingOver(db, sending.messages.map(\.id), worker: worker)
            return sending
        }
        guard let claim else { return 0 }
        guard !claim.messages.isEmpty else { return ids.count }  // all of them were withdrawn
        Failpoint.handoverBeforeInsert.pass()
        try await ums.write { [now] db in
            try Self.insertMissing(db, claim.rows, tables, since: claim.messages, now: now())
        }
        Failpoint.handoverAfterInsert.pass()
        try await database.write { [now] db in
            try Message.markQueued(db, claim.messages.map(\.id), from: .handingOver, at: now())
        }
        Failpoint.handoverAfterCommit.pass()
        return claim.messages.count
    }

    /// A CLIENT_KEY that the agent's tables know already was handed over before: it is not inserted again.
    private static func insertMissing(
        _ db: Connection, _ rows: [UMSMessage], _ tables: UMSTables, since messages: [Message], now: Date
    ) throws {
        guard !rows.isEmpty else { return }
        let oldest = messages.map(\.createdAt).min() ?? now
        let known = try tables.whereabouts(
            db, of: rows.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now))
        try tables.insert(db, rows.filter { known[$0.clientKey] == nil })
    }
}

/// How messages get into `UMS_MSG`, found out at start.
package enum UMSRoute: Sendable {
    /// The agent's tables are on our own server and transactional: one transaction spans both.
    case sameServer(UMSTables)
    case otherServer(Database, UMSTables)

    package var tables: UMSTables {
        switch self {
        case .sameServer(let tables), .otherServer(_, let tables): tables
        }
    }
}

package enum MessagingError: Error, Sendable, Equatable {
    /// A composed message lacks its coupon, letter, card or time: a fault of the program, kept for a person.
    case incomplete(MessageID)
}
