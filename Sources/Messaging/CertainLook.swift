import Foundation
import Jobs
import MariaDB
import Support
import UMS

/// Looks keys up in the agent's tables for whoever will send again what none of them has.
///
/// While the agent moves a row to its log, the row may stand in neither table: one miss proves nothing. What was missed
/// is therefore looked for a second time, later than any move takes: a row that was under way at the first look has
/// arrived by then. And a row that a stalled process is inserting or deleting is waited for: what it does may yet be
/// undone.
package struct CertainLook: Sendable {
    /// A move is two statements of the agent; thousands of times longer than they take.
    private static let longestMove: Duration = .seconds(5)

    let ums: Database
    let tables: UMSTables
    let betweenLooks: @Sendable () async throws -> Void

    package init(
        _ ums: Database, _ tables: UMSTables,
        betweenLooks: @escaping @Sendable () async throws -> Void = { try await rest(longestMove) }
    ) {
        (self.ums, self.tables, self.betweenLooks) = (ums, tables, betweenLooks)
    }

    /// - Returns: those of `keys` that the agent has or had. The others certainly were not handed over, unless somebody
    ///   does it now: the caller holds them.
    func callAsFunction(_ keys: [String], since oldest: Date, now: Date) async throws -> Set<String> {
        let first = try await look(keys, oldest, now)
        let missed = keys.filter { !first.contains($0) }
        guard !missed.isEmpty else { return first }
        try await betweenLooks()
        return first.union(try await look(missed, oldest, now))
    }

    private func look(_ keys: [String], _ oldest: Date, _ now: Date) async throws -> Set<String> {
        let found = try await ums.read { [tables] db in
            try tables.whereabouts(
                db, of: keys, since: SeoulTime.day(of: oldest), today: SeoulTime.day(of: now), settled: true)
        }
        return Set(found.keys)
    }
}
