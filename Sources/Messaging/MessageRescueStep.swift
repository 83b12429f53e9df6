import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Support
import UMS

/// Takes up messages whose worker died: undrawn ones are drawn anew, open hand-overs are looked up first.
package struct MessageRescueStep: WorkStep {
    package let name = "message-rescue"
    /// Longer than any live step takes to draw a batch of cards.
    private static let longestComposing = 300
    /// Longer than any live step takes to hand over: ``Claim`` keeps it from beginning late, and the insert has its
    /// time-outs. What a live process lost track of, because our own database was away, is settled after that.
    private static let longestHandover = 120

    let database: Database
    let look: CertainLook
    let composed: Bell
    let logger: Logger
    let now: @Sendable () -> Date

    package init(
        database: Database, look: CertainLook, composed: Bell, logger: Logger,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.look, self.composed) = (database, look, composed)
        (self.logger, self.now) = (logger, now)
    }

    package func runOnce() async throws -> Int {
        let freed = try await database.write { db in
            try Message.releaseAbandonedComposing(db, longestSeconds: Self.longestComposing)
        }
        return try await freed + settleOpenHandovers()
    }

    /// A key that the agent's tables know was handed over; one that none of them knows was not. With one transaction none is
    /// left open, but some may be from before the tables were moved.
    private func settleOpenHandovers() async throws -> Int {
        let open = try await database.read { db in
            try Message.abandonedHandingOver(db, longestSeconds: Self.longestHandover, limit: 1000)
        }
        guard let oldest = open.map(\.createdAt).min() else { return 0 }
        let now = now()
        let found = try await look(open.map(\.clientKey), since: oldest, now: now)
        Failpoint.rescuingBeforeRecord.pass()
        try await database.write { db in
            // Still abandoned and still at the fence we looked at? Otherwise another process has settled it.
            let locked = try Message.lockAbandoned(db, open, longestSeconds: Self.longestHandover)
            try Message.markHandedOver(db, locked.filter { found.contains($0.clientKey) }.map(\.id), at: now)
            try Message.markTakenBack(
                db, locked.filter { !found.contains($0.clientKey) }.map(\.id), from: .handingOver, at: now)
        }
        logger.warning("Open hand-overs settled", metadata: ["messages": "\(open.count)"])
        composed.ring()
        return open.count
    }
}
