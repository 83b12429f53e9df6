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
    /// Longer than any live step: a batch of cards, or one insert with its time-outs.
    private static let longestSeconds = 300

    let database: Database
    let route: UMSRoute
    let composed: Bell
    let logger: Logger

    package init(database: Database, route: UMSRoute, composed: Bell, logger: Logger) {
        (self.database, self.route, self.composed, self.logger) = (database, route, composed, logger)
    }

    package func runOnce() async throws -> Int {
        let freed = try await database.write { db in
            try Message.releaseAbandonedComposing(db, longestSeconds: Self.longestSeconds)
        }
        guard case .otherServer(let ums, let tables) = route else { return freed }
        return try await freed + settleOpenHandovers(ums, tables)
    }

    /// A key that the agent's tables know was handed over; one that none of them knows was not.
    private func settleOpenHandovers(_ ums: Database, _ tables: UMSTables) async throws -> Int {
        let open = try await database.read { db in
            try Message.abandonedHandingOver(db, longestSeconds: Self.longestSeconds, limit: 1000)
        }
        guard let oldest = open.map(\.createdAt).min() else { return 0 }
        let now = Date()
        let found = try await ums.read { db in
            try tables.whereabouts(
                db, of: open.map(\.clientKey), since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now))
        }
        try await database.write { db in
            // Still abandoned and still at the fence we looked at? Otherwise another process has settled it.
            let locked = try Message.lockAbandoned(db, open, longestSeconds: Self.longestSeconds)
            try Message.markQueued(
                db, locked.filter { found[$0.clientKey] != nil }.map(\.id), from: .handingOver, at: now)
            try Message.markNotHandedOver(db, locked.filter { found[$0.clientKey] == nil }.map(\.id), at: now)
        }
        logger.warning("Open hand-overs of a dead process settled", metadata: ["messages": "\(open.count)"])
        composed.ring()
        return open.count
    }
}
