import Accounts
import AsyncHTTPClient
import Campaigns
import Cards
import Catalog
import Coufun
import CustomerService
import Drawing
import Foundation
import Issuing
import Jobs
import Logging
import MariaDB
import Messaging
import NIOCore
import PasswordHashing
import Recipients
import Redis
import Sealing
import Support
import UMS

/// Everything the program is made of, put together once from the settings. Subcommands take what they need.
struct Parts: Sendable {
    let settings: Settings
    let resources: Resources
    let database: Database
    /// The agent's tables; the same pool when they live on the same server.
    let umsDatabase: Database
    let redis: RedisClient?
    let data: PersonalData
    let hasher: PasswordHasher
    let accounts: AccountDesk
    let httpClient: HTTPClient
    let coufun: CoufunClient
    let shelf: ProductShelf
    let pictures: ProductPictures
    let drawing: DrawingPool
    let renderer: CardRenderer
    let cards: CardFiles
    let umsTables: UMSTables
    let bells: Bells
    let lateReplies = LateReplies()
    let wakeUps: WakeUps
    /// The name under which the workers of this process claim work.
    let identity: WorkerIdentity
    let logger: Logger

    /// Hints between the steps of a coupon's way.
    struct Bells: Sendable {
        let planned = Bell()
        let issued = Bell()
        let composed = Bell()
        let cancelWished = Bell()
    }

    static func assemble(_ settings: Settings, migrate: Bool, logger: Logger) async throws -> Parts {
        guard let resources = ResourceDirectory.locate(executable: URL(filePath: "/proc/self/exe")) else {
            throw PartsError.noResources
        }
        let database = Database(
            settings.database, minimum: settings.poolMinimum, maximum: settings.poolMaximum)
        do {
            if migrate { _ = try await Migrator(directory: resources.migrations).migrate(database) }
            return try await assemble(settings, resources, database, logger)
        } catch {
            database.shutDown()
            throw error
        }
    }

    private static func assemble(_ settings: Settings, _ resources: Resources, _ database: Database, _ logger: Logger)
        async throws -> Parts
    {
        let pending = try await Migrator(directory: resources.migrations).pending(in: database)
        guard pending.isEmpty else { throw PartsError.migrationsPending(pending.count) }
        let data = try await PersonalData.load(database, settings.keyring)
        let redis = try settings.redisURL.map { RedisClient(try RedisAddress($0)) }
        let hasher = PasswordHasher()
        let accounts = AccountDesk(
            database: database, redis: redis, data: data, hasher: hasher,
            tokens: await SessionTokens(secret: settings.jwtSecret),
            givenPasswordsMustChange: settings.environment == .production)
        let httpClient = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: httpConfiguration(settings.coufun.concurrency))
        let coufun = CoufunClient(
            client: httpClient, baseURL: settings.coufun.baseURL, timeout: settings.coufun.timeout, logger: logger)
        let drawing = DrawingPool(threads: ProcessInfo.processInfo.activeProcessorCount)
        let sameServer = settings.umsDatabase.server == settings.database.server
        let umsDatabase =
            sameServer && settings.umsDatabase.user == settings.database.user
            ? database : Database(settings.umsDatabase, minimum: 1, maximum: 4, options: .foreign)
        try await database.write { db in try CardTemplate.keepBuiltIns(db, at: Date()) }
        return Parts(
            settings: settings, resources: resources, database: database, umsDatabase: umsDatabase, redis: redis,
            data: data, hasher: hasher, accounts: accounts, httpClient: httpClient, coufun: coufun,
            shelf: ProductShelf(database: database, redis: redis, coufun: coufun, logger: logger),
            pictures: ProductPictures(database: database, coufun: coufun), drawing: drawing,
            renderer: CardRenderer(pool: drawing),
            cards: try CardFiles(
                directory: settings.cardDirectory, minimumFreeBytes: settings.cardMinimumFree),
            umsTables: try UMSTables(
                schemaName: settings.umsDatabase.schema, trafficType: settings.ums.trafficType,
                successCodes: settings.ums.successCodes),
            bells: Bells(), wakeUps: WakeUps(redis), identity: WorkerIdentity(), logger: logger)
    }

    /// No redirects, no unpacking, no reuse: COUFUN is called on fresh connections only, eight or so at a time.
    private static func httpConfiguration(_ concurrency: Int) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency * 2
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// After the services have stopped: closes what they used.
    func shutDown() async {
        try? await httpClient.shutdown()  // only late replies are still read; their orders stand as ambiguous
        await lateReplies.ended()
        try? await drawing.shutdown()  // no card is being drawn any more
        wakeUps.shutDown()
        if umsDatabase !== database { umsDatabase.shutDown() }
        database.shutDown()
    }
}

enum PartsError: Error, CustomStringConvertible {
    case noResources
    case migrationsPending(Int)

    var description: String {
        switch self {
        case .noResources:
            "Migrations and templates were not found beside the program. Install it with its share folder."
        case .migrationsPending(let count): "\(count) migrations have not been applied. Run `coupon migrate` first."
        }
    }
}
