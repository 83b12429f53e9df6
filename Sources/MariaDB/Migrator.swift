import Foundation
import Support

/// Brings a schema up to date with the SQL files of a directory, forward only.
///
/// What is applied stands in `schema_migration` with the file's checksum. Two processes may start it at once: a lease
/// row lets one work while the other waits. DDL commits by itself, so a migration that fails in its second statement has
/// done its first: it holds one DDL statement, or is written to be run again.
package struct Migrator: Sendable {
    package let directory: URL
    var allowsGaps: Bool
    var lease = MigrationLease()

    package init(directory: URL, allowsGaps: Bool = false) {
        (self.directory, self.allowsGaps) = (directory, allowsGaps)
    }

    /// What `migrate` would apply. Changes nothing.
    package func pending(in database: Database) async throws -> [Migration] {
        let migrations = try Migration.all(in: directory, allowsGaps: allowsGaps)
        return try await database.read { [self] db in
            guard try MigrationRecord.exists(db) else { return migrations }
            return try pending(db, migrations)
        }
    }

    /// - Returns: the migrations applied now, in order.
    @discardableResult
    package func migrate(_ database: Database) async throws -> [Migration] {
        let migrations = try Migration.all(in: directory, allowsGaps: allowsGaps)
        // Its own sessions: a long ALTER would run into the time-outs of the given ones. Two: one works, one holds the lease.
        let worker = Database(database.address, minimum: 0, maximum: 2, options: .migration)
        defer { worker.shutDown() }
        try await worker.read { db in try MigrationRecord.create(db) }
        return try await lease.hold(in: worker) {
            try await worker.read { [self] db in
                let pending = try pending(db, migrations)
                for migration in pending { try apply(migration, db) }
                return pending
            }
        }
    }

    private func pending(_ db: Connection, _ migrations: [Migration]) throws -> [Migration] {
        let applied = try MigrationRecord.all(db)
        let known = Dictionary(uniqueKeysWithValues: migrations.map { ($0.number, $0) })
        for record in applied {
            guard let migration = known[record.number] else { throw MigrationError.unknown(name: record.name) }
            guard try MigrationRecord.checksum(db, migration.text) == record.checksum, migration.name == record.name
            else {
                throw MigrationError.changed(name: record.name)
            }
        }
        let done = Set(applied.map(\.number))
        let pending = migrations.filter { !done.contains($0.number) }
        if !allowsGaps, let first = pending.first, let last = done.max(), first.number < last {
            throw MigrationError.late(name: first.name)
        }
        return pending
    }

    private func apply(_ migration: Migration, _ db: Connection) throws {
        for (index, statement) in try SQLScript(migration.text).statements.enumerated() {
            do {
                try db.run(text: statement)
            } catch {
                throw MigrationError.failed(name: migration.name, statement: index + 1, reason: error)
            }
        }
        try MigrationRecord.add(db, migration)
    }
}
