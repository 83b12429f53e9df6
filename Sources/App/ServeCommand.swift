import Accounts
import ArgumentParser
import Foundation
import Hummingbird
import HummingbirdTLS
import Jobs
import Logging
import MariaDB
import NIOSSL
import ServiceLifecycle
import Support
import UMS
import Web

struct ServeCommand: AsyncParsableCommand {
    enum Role: String, CaseIterable, ExpressibleByArgument { case web, worker, all }

    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages and the API, and do the work behind them.")

    @Option(help: "What this process does: web, worker, or all.")
    var role = Role.all

    func run() async throws {
        Memory.returnLargePieces()
        let settings = try await Settings.read()
        let logger = try settings.log.logger()
        if let failpoint = settings.failpoint, !Failpoint.arm(failpoint) {
            throw SettingsProblems(problems: ["COUPON_FAILPOINT=\(failpoint) names no fail-point."])
        }
        let parts = try await Parts.assemble(settings, migrate: false, logger: logger)
        do {
            try await makeFirstAdministrator(parts)
            try await serve(parts)
        } catch {
            await parts.shutDown()
            throw error
        }
        await parts.shutDown()
    }

    private func serve(_ parts: Parts) async throws {
        var working: [any Service] = []
        if role != .web {
            let workers = Workers(parts: parts)
            working.append(MessagingGate(workers: workers, logger: parts.logger))
            working += workers.alwaysRunning
        }
        if role != .worker { working += try await WebServer.services(parts) }
        var services: [any Service] = []
        // Stopped after all that it speaks for: whoever claims work must be seen to be alive. The web claims none.
        if role != .web {
            services.append(Heartbeat(database: parts.database, worker: parts.identity, logger: parts.logger))
        }
        services.append(Together(working))
        parts.logger.info(
            "Starting", metadata: ["role": "\(role.rawValue)", "environment": "\(parts.settings.environment.rawValue)"])
        try await OrderlyStop(limit: parts.settings.stopLimit, logger: parts.logger).run(
            ServiceGroup(services: services, logger: parts.logger))
        parts.logger.info("Stopped")
    }

    private func makeFirstAdministrator(_ parts: Parts) async throws {
        guard let first = parts.settings.firstAdministrator else { return }
        let made = try await User.ensureFirstAdministrator(
            parts.database, loginID: first.loginID, password: first.password,
            company: try NewCompany(name: "운영사", pocID: "POC0000001"),
            mustChangePassword: parts.settings.environment == .production, parts.data, parts.hasher)
        if made { parts.logger.notice("The first administrator was made", metadata: ["login": "\(first.loginID)"]) }
    }
}

extension Settings.Log {
    /// The program's logger, and the only place that makes one.
    func logger() throws -> Logger {
        let sink = try LogSink(directory: directory, retentionDays: retentionDays, echo: true)
        let level = Logger.Level(rawValue: level) ?? .info
        LoggingSystem.bootstrap { label in JSONLogHandler(label: label, level: level, sink: sink) }
        return Logger(label: "coupon")
    }
}

extension Logger {
    /// For commands that speak to a person on the terminal.
    static var quiet: Logger {
        var logger = Logger(label: "coupon") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}
