import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import ServiceLifecycle
import Support
import Synchronization

/// Has planned coupons issued: as many calls at once as allowed, each on record before it leaves.
///
/// Works in turns. A turn is one transaction that records every call that ended since the last one and claims an order
/// for each line that is free; after its COMMIT the calls are made. No row is locked and no connection is held while
/// COUFUN is being called, and the faster the calls come back, the more of them share a turn.
package struct IssueStep: WorkStep {
    package let name = "issue"
    let database: Database
    let supplier: any CouponSupplier
    let recorder: IssueRecorder
    let pace: IssuePace
    let worker: WorkerIdentity
    /// Rung when coupons were issued: cards can be drawn.
    let issued: Bell
    let lateReplies: LateReplies
    let logger: Logger
    let now: @Sendable () -> Date
    private let inHand = CallsInHand()

    /// `concurrency`: calls in flight at most.
    package init(
        database: Database, supplier: any CouponSupplier, data: PersonalData, policy: IssuePolicy, concurrency: Int,
        worker: WorkerIdentity, issued: Bell, lateReplies: LateReplies = LateReplies(), logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.supplier, self.worker) = (database, supplier, worker)
        (self.issued, self.lateReplies, self.logger, self.now) = (issued, lateReplies, logger, now)
        recorder = IssueRecorder(database: database, data: data, policy: policy, worker: worker, logger: logger)
        pace = IssuePace(most: concurrency)
    }

    /// Turns until nothing is due and nothing is in flight.
    ///
    /// - Returns: the calls made.
    package func runOnce() async throws -> Int {
        let ended = EndedCalls()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            var (made, inFlight) = (0, 0)
            var news: [EndedCall] = []
            while true {
                let begun: [IssueCall]
                do {
                    begun = try await turn(recording: news, free: pace.width - inFlight)
                } catch  where inFlight > 0 {
                    logger.error("No new calls for now", metadata: ["error": "\(error)"])
                    begun = []
                }
                for call in begun {
                    group.addTask {
                        ended.add(await make(call))
                    }
                }
                (made, inFlight) = (made + begun.count, inFlight + begun.count)
                guard inFlight > 0 else { return made }
                repeat {
                    try await group.next()  // one of those that ended, maybe recorded already with an earlier one
                    news = ended.takeAll()
                } while news.isEmpty
                news += await ended.whatFollows(news.count, of: inFlight)
                inFlight -= news.count
            }
        }
    }

    private func make(_ call: IssueCall) async -> EndedCall {
        Failpoint.issuingBeforeCall.pass()
        let order = call.order
        let made = await supplier.create(
            pocID: order.pocID, goodsID: order.goodsID, count: order.quantity, trID: order.trID)
        Failpoint.issuingAfterCall.pass()
        if let late = made.late { readOn(late, call) }
        return EndedCall(call: call, reply: made.reply)
    }

    /// Nothing that ended is lost by an error here: only the claiming of new orders can fail.
    private func turn(recording ended: [EndedCall], free: Int) async throws -> [IssueCall] {
        pace.ended(ended)
        let stopping = Task.isShuttingDownGracefully || Task.isCancelled
        let (limit, cautious) = (stopping ? 0 : free, pace.isCautious)
        let issuedOnes = ended.filter { $0.created != nil }
        for one in ended where one.created == nil { await record(one) }
        let next: [IssueCall]
        do {
            let uncalled = inHand.mayHoldUncalled ? inHand.orders.union(issuedOnes.map(\.order.id)) : nil
            next = try await database.write { [recorder, worker, now] db in
                try recorder.recordIssued(db, issuedOnes, at: now())
                if let called = uncalled {
                    _ = try IssueOrder.releaseUncalled(db, worker: worker, except: called, at: now())
                }
                return try IssueCall.begin(db, worker: worker, limit: limit, oneCouponEach: cautious, at: now())
            }
            inHand.claimed(next, after: issuedOnes)
            if !issuedOnes.isEmpty { issued.ring() }
        } catch {
            inHand.mayHoldUncalled = true
            guard !issuedOnes.isEmpty else { throw error }
            // A lost claim, a repeated barcode, a database that is away: each by itself, so that one harms no other.
            for one in issuedOnes { await record(one) }
            next = []
        }
        if !ended.isEmpty { Failpoint.issuingAfterRecord.pass() }
        return next
    }

    private func record(_ ended: EndedCall, isLate: Bool = false) async {
        var pause = Duration.milliseconds(200)
        // What COUFUN answered must not be lost while the database is away for a moment; the claim is ours meanwhile.
        for _ in 1...60 {
            do {
                if try await recorder.record(ended, at: now()) { issued.ring() }
                if !isLate { inHand.recorded(ended.order.id) }
                return
            } catch {
                logger.error(
                    "Outcome not recorded yet", metadata: ended.order.metadata.merging(["error": "\(error)"]) { $1 })
                try? await Task.sleep(for: pause)  // a cancelled wait only makes the next try come sooner
                pause = min(pause * 2, .seconds(5))
            }
        }
        logger.critical("Outcome not recorded: the order will become unconfirmed", metadata: ended.order.metadata)
    }

    /// Waits for the reply that did not come in time, and holds up neither the next order nor a stop.
    private func readOn(_ late: Task<CoufunReply<CreatedCoupons>, Never>, _ call: IssueCall) {
        lateReplies.await {
            let reply = await late.value
            guard case .done = reply.outcome else { return }
            logger.info("A late reply came", metadata: call.order.metadata)
            await record(EndedCall(call: call, reply: reply), isLate: true)
        }
    }
}

/// Calls that ended and are not recorded yet.
private final class EndedCalls: Sendable {
    private let calls = Mutex<[EndedCall]>([])

    func add(_ call: EndedCall) { calls.withLock { $0.append(call) } }

    /// Those that end within a moment after the first: calls that were begun together end together, and share a turn.
    func whatFollows(_ count: Int, of inFlight: Int) async -> [EndedCall] {
        let deadline = ContinuousClock.now + .milliseconds(5)
        while calls.withLock({ $0.count }) + count < inFlight, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(1))  // a cancelled wait only makes the turn come sooner
        }
        return takeAll()
    }

    func takeAll() -> [EndedCall] {
        calls.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }
}

extension IssueOrder {
    var metadata: Logger.Metadata {
        ["order.id": "\(id)", "campaign.id": "\(campaignID)", "attempt": "\(attempts)"]
    }
}
