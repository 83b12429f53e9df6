import ArgumentParser
import Foundation
import MariaDB
import Support
import Synchronization

/// The whole system on one machine, with nothing outside: what `bin/dev` runs.
struct DevCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dev",
        abstract: "Run everything in practice mode: database, Redis, both simulators, web and worker.",
        discussion: "Ctrl-C ends all of it. What is kept is below --var; a second start uses it again.")

    @Option(help: "Port of the pages; 0 takes a free one.")
    var port = 8080

    @Option(name: .customLong("var"), help: "Folder for databases, cards and logs.")
    var folder = "var"

    @Option(help: "File that gets the address once the system is ready.")
    var urlFile: String?

    @Option(help: "Further arguments for the COUFUN simulator, such as \"--latency 200ms\".")
    var coufunArguments = ""

    @Option(help: "Further arguments for the SNAP simulator, such as \"--fail-share 0.02\".")
    var snapArguments = ""

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let folder = try DevFolder(folder)
        let lock = try FolderLock(folder)
        defer { lock.release() }
        let children = Children(folder: folder)
        let stop = StopSignal()
        do {
            let url = try await start(folder, children)
            try announce(url, folder)
            await stop.wait()
            print("\n끝내는 중…")
        } catch {
            await children.endAll()
            throw error
        }
        await children.endAll()
    }

    private func start(_ folder: DevFolder, _ children: Children) async throws -> String {
        let programs = URL(filePath: CommandLine.arguments[0]).executableFolder
        let secrets = try folder.secrets()
        let servers = PracticeServers(folder: folder)
        let port = port == 0 ? try FreePort.take() : port
        guard FreePort.isFree(port) else { throw DevError.portTaken(port) }
        let coufunPort = try folder.coufunPort()

        try servers.installDatabase()
        let mariadb = try servers.mariadb()
        try await children.start("mariadb", mariadb.program, mariadb.arguments)
        let redis = try servers.redis()
        try await children.start("redis", redis.program, redis.arguments)
        try await servers.waitForDatabase { children.isRunning("mariadb") }
        try await children.start(
            "coufun-simulator", programs.appending(path: "coufun-simulator").path,
            [
                "--port", "\(coufunPort)", "--state", folder.coufunState.path,
                "--webhook-url", "http://127.0.0.1:\(port)/webhooks/coufun/\(secrets.webhookToken)/exchange",
            ] + PracticeSeed.pocArguments + words(coufunArguments))
        try await children.start(
            "snap-simulator", programs.appending(path: "snap-simulator").path,
            ["--database-url", servers.databaseURL] + words(snapArguments))
        try await HTTPProbe.wait(
            "http://127.0.0.1:\(coufunPort)/oracle", log: folder.log.appending(path: "coufun-simulator.log").path)

        let environment = serveEnvironment(folder, servers, secrets, port: port, coufunPort: coufunPort)
        let settings = try await Settings.read(overridden: environment)
        try await seed(settings, secrets)
        await children.wait(settings.stopLimit + .seconds(5), for: "web")
        try await children.start(
            "web", programs.appending(path: "coupon").path, ["serve"], environment: environment,
            // A fail-point has done its work when it killed the process once.
            restartEnvironment: environment.merging(["COUPON_FAILPOINT": ""]) { $1 })
        let url = "http://127.0.0.1:\(port)"
        try await HTTPProbe.wait(url + "/health/ready", log: folder.log.appending(path: "web.log").path)
        return url
    }

    private func serveEnvironment(
        _ folder: DevFolder, _ servers: PracticeServers, _ secrets: DevSecrets, port: Int, coufunPort: Int
    ) -> [String: String] {
        [
            "APP_ENV": "development", "PRACTICE_MODE": "true", "HTTP_HOST": "127.0.0.1", "HTTP_PORT": "\(port)",
            "PUBLIC_URL": "http://127.0.0.1:\(port)", "DATABASE_URL": servers.databaseURL,
            "UMS_DATABASE_URL": servers.databaseURL, "REDIS_URL": servers.redisURL,
            "ENCRYPTION_KEY": secrets.encryptionKey, "JWT_SECRET": secrets.jwtSecret,
            "COUFUN_BASE_URL": "http://127.0.0.1:\(coufunPort)", "CARD_DIR": folder.cards.path,
            "COUFUN_WEBHOOK_TOKEN": secrets.webhookToken, "COUFUN_WEBHOOK_ALLOW": "127.0.0.1",
            "LOG_DIR": folder.log.path,
        ]
    }

    /// Migrates and makes what a first look needs. Everything is made only when it is not there yet.
    private func seed(_ settings: Settings, _ secrets: DevSecrets) async throws {
        let parts = try await Parts.assemble(settings, migrate: true, logger: .quiet)
        do {
            let seed = try await PracticeSeed(parts: parts, settings: settings, secrets: secrets)
            try await seed.sow()
        } catch {
            await parts.shutDown()
            throw error
        }
        await parts.shutDown()
    }

    private func announce(_ url: String, _ folder: DevFolder) throws {
        let secrets = try folder.secrets()
        let login = PracticeSeed.administrator
        print(
            """

            모바일 쿠폰 연습 모드가 준비되었습니다.

              주소      \(url)
              관리자    \(login) / \(secrets.administratorPassword)
              담당자    \(PracticeSeed.member) / \(secrets.memberPassword)
              자료      \(folder.root.path)

            Ctrl-C로 모두 끝냅니다.

            """)
        fflush(nil)
        guard let urlFile else { return }
        try Data(url.utf8).write(to: URL(filePath: urlFile), options: .atomic)
    }

    private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

extension URL {
    /// The folder of the running program: its siblings are the simulators.
    fileprivate var executableFolder: URL {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? path
        return URL(filePath: own).deletingLastPathComponent()
    }
}
