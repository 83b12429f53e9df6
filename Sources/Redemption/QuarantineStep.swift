import Foundation
import Jobs
import MariaDB

/// Applies events whose coupon became known after they came. Any transaction may have given the coupon its barcode, so it
/// is looked for by the barcode's index; killed at any line, it finds the rest again.
package struct QuarantineStep: WorkStep {
    package let name = "quarantine"
    let database: Database

    package init(database: Database) { self.database = database }

    package func runOnce() async throws -> Int {
        let known = try await database.read { db in try QuarantinedExchange.known(db, limit: 50) }
        for (event, coupon) in known {
            guard !isStopping else { break }
            try await database.write { db in try QuarantinedExchange.adopt(db, event, by: coupon, at: Date()) }
        }
        return known.count
    }
}
