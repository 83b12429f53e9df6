import Foundation
import Logging
import MariaDB
import ServiceLifecycle
import Simulation

/// Runs the agent's rounds until the end of the program; waits while the database is away.
struct AgentService: Service {
    let agent: Agent
    let poll: Duration
    let settingsPath: String?
    let readyFile: String?
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await rounds()
            } catch is CancellationError {
                logger.info("Ended")
            }
        }
    }

    private func rounds() async throws {
        var agent = agent
        let commandLine = agent.settings
        var file = settingsPath.map { SettingsFile(path: $0) }
        var phase = Phase.starting
        while true {
            try Task.checkCancellation()
            reload(&file, commandLine, into: &agent)
            do {
                switch phase {
                case .starting:
                    try await agent.start()
                    if let readyFile { try StatusFile.write("ready", to: readyFile) }
                    logger.notice("Ready", metadata: ["database": "\(agent.database.address)"])
                case .interrupted:
                    try await agent.takeUpUnfinished()
                    logger.notice("The database is back")
                case .running: break
                }
                phase = .running
                if try await agent.round() { continue }
            } catch let error as MariaDBError where phase == .starting && error.isPermanent {
                throw error
            } catch let error as MariaDBError {
                logger.warning("The database did not take part", metadata: ["error": "\(error)"])
                if phase == .running { phase = .interrupted }
                try await Task.sleep(for: max(poll, .milliseconds(500)))
                continue
            }
            try await Task.sleep(for: pause(agent))
        }
    }

    private enum Phase { case starting, running, interrupted }

    /// Until the next poll, or earlier when a row in memory is due.
    private func pause(_ agent: Agent) -> Duration {
        guard let due = agent.nextDue, !agent.settings.paused else { return poll }
        let seconds = due.timeIntervalSince(agent.clock.now)
        // Never without a rest: the product shares the processor and the database.
        return min(poll, .seconds(max(0.05, seconds)))
    }

    private func reload(_ file: inout SettingsFile?, _ commandLine: AgentSettings, into agent: inout Agent) {
        do {
            guard let settings = try file?.changes(to: commandLine) else { return }
            agent.change(settings)
            logger.notice("Settings read")
        } catch {
            logger.warning("Settings file refused", metadata: ["error": "\(error)"])
        }
    }
}

extension MariaDBError {
    /// Waiting would not help: the address, the user or the schema is wrong.
    fileprivate var isPermanent: Bool {
        switch self {
        case .accessDenied, .unknownSchema: true
        default: false
        }
    }
}
