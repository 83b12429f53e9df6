import ArgumentParser
import Foundation
import MariaDB
import Support

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database's tables up to date.")

    @Flag(help: "Only say what would be done.")
    var dryRun = false

    func run() async throws {
        let settings = try await Settings.read()
        guard let resources = ResourceDirectory.locate(executable: URL(filePath: "/proc/self/exe")) else {
            throw PartsError.noResources
        }
        let database = Database(settings.database, minimum: 1, maximum: 2, options: .migration)
        defer { database.shutDown() }
        let migrator = Migrator(directory: resources.migrations)
        let migrations = dryRun ? try await migrator.pending(in: database) : try await migrator.migrate(database)
        for migration in migrations { print("\(dryRun ? "would apply" : "applied") \(migration.name)") }
        if migrations.isEmpty { print("Nothing to do: the schema is up to date.") }
    }
}
