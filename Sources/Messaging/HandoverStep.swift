import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support
import UMS

/// Hands composed messages to the SNAP agent: up to 1,000 rows of `UMS_MSG` in one insert, each message once (rule 4).
///
/// A campaign at a time: what one of them cannot do keeps no other waiting.
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
    let beginClaim: @Sendable () -> Claim
    let now: @Sendable () -> Date

    package init(
        database: Database, route: UMSRoute, data: PersonalData, letters: any CampaignLetters, worker: WorkerIdentity,
        logger: Logger, beginClaim: @escaping @Sendable () -> Claim = { Claim() },
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.route, self.data, self.letters) = (database, route, data, letters)
        (self.worker, self.logger, self.beginClaim, self.now) = (worker, logger, beginClaim, now)
    }

    package func runOnce() async throws -> Int {
        let started = now()
        let due = try await database.read { db in try Message.composed(db, limit: Self.batch, at: started) }
        guard !due.isEmpty else { return 0 }
        // Fetched before any row is locked: nothing is awaited inside a transaction.
        let campaigns = Set(due.map(\.campaignID))
        let (texts, rules) = (try await letters.texts(of: campaigns), try await letters.rules(of: campaigns))
        let longestWaiting = Dictionary(grouping: due, by: \.campaignID).sorted {
            $0.value[0].createdAt < $1.value[0].createdAt
        }
        var (count, failure): (Int, (any Error)?) = (0, nil)
        for (campaign, messages) in longestWaiting {
            do {
                guard let texts = texts[campaign], let rules = rules[campaign] else {
                    throw MessagingError.noLetter(campaign)
                }
                let outgoing = Outgoing(campaign: campaign, texts: texts, rules: rules, data: data)
                count += try await handOver(messages.map(\.id), outgoing)
            } catch  where OwnFault.isOne(error) {
                logger.error("Campaign not handed over", metadata: ["campaign.id": "\(campaign)", "error": "\(error)"])
                try await database.write { [now] db in
                    try SendingBrake.notHandedOver(db, messages[0], at: now())
                }
            } catch {
                failure = failure ?? error  // of one campaign; the others have their own try
            }
        }
        if count == 0, let failure { throw failure }
        return count
    }

    private func handOver(_ ids: [MessageID], _ outgoing: Outgoing) async throws -> Int {
        switch route {
        case .sameServer(let tables): try await inOneTransaction(ids, outgoing, tables)
        case .otherServer(let ums, let tables): try await inThreeSteps(ids, outgoing, ums, tables)
        }
    }

    /// The rows and our state commit together, or not at all.
    private func inOneTransaction(_ ids: [MessageID], _ outgoing: Outgoing, _ tables: UMSTables) async throws -> Int {
        let count = try await database.write { [now] db -> Int in
            let messages = try Message.lockComposed(db, ids, of: outgoing.campaign, at: now())
            guard !messages.isEmpty else { return 0 }
            let sending = try Sending(db, messages, outgoing, at: now())
            Failpoint.handoverBeforeInsert.pass()
            try Self.insertMissing(db, sending, tables, now: now())
            Failpoint.handoverAfterInsert.pass()
            try Message.markQueued(db, sending.messages.map(\.id), at: now())
            return messages.count
        }
        Failpoint.handoverAfterCommit.pass()
        return count
    }

    /// Mark, insert, mark: whatever a crash leaves in the middle is looked up by the rescue before it is inserted again.
    private func inThreeSteps(
        _ ids: [MessageID], _ outgoing: Outgoing, _ ums: Database, _ tables: UMSTables
    ) async throws -> Int {
        let claim = beginClaim()
        let sending = try await database.write { [worker, now] db -> Sending? in
            let messages = try Message.lockComposed(db, ids, of: outgoing.campaign, at: now())
            guard !messages.isEmpty else { return nil }
            let sending = try Sending(db, messages, outgoing, at: now())
            try Message.markHandingOver(db, sending.messages.map(\.id), worker: worker)
            return sending
        }
        guard let sending else { return 0 }
        let claimed = sending.messages
        guard !claimed.isEmpty else { return ids.count }  // withdrawn or postponed, all of them
        Failpoint.handoverBeforeInsert.pass()
        do {
            // Once: after an error nobody knows whether the rows are there, and looking at once would not tell.
            try await ums.write(attempts: 1) { [now] db in
                try Self.insertMissing(db, sending, tables, claim, now: now())
            }
        } catch {
            try await database.write { [worker] db in try Message.leaveOpen(db, claimed, by: worker) }
            throw error
        }
        Failpoint.handoverAfterInsert.pass()
        try await database.write { [worker, now] db in
            // Those that others have taken over meanwhile are not ours any more.
            let held = try Message.lockHeld(db, claimed, by: worker)
            try Message.markHandedOver(db, held.map(\.id), at: now())
        }
        Failpoint.handoverAfterCommit.pass()
        return claimed.count
    }

    /// A CLIENT_KEY that the agent's tables know was handed over before: it is not inserted again.
    private static func insertMissing(
        _ db: Connection, _ sending: Sending, _ tables: UMSTables, _ claim: Claim? = nil, now: Date
    ) throws {
        guard !sending.rows.isEmpty else { return }
        let oldest = sending.messages.map(\.createdAt).min() ?? now
        let known = try tables.whereabouts(
            db, of: sending.rows.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now))
        try claim?.mustBeFresh()
        try tables.insert(db, sending.rows.filter { known[$0.clientKey] == nil })
        try claim?.mustBeFresh()
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
