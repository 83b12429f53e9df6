import Foundation
import Jobs
import Logging
import MariaDB
import Messaging
import ServiceLifecycle
import UMS

/// Starts the workers when the agent's tables are usable; until then says clearly what is missing and looks again.
///
/// The web is up meanwhile: people can see and prepare, nothing is lost, and nothing is issued that could not be sent.
struct MessagingGate: Service {
    let workers: Workers
    let logger: Logger

    func run() async throws {
        var told: [String] = []
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let problems = await problems()
            if problems.isEmpty { return try await runWorkers() }
            if problems != told {
                for problem in problems { logger.error("Sending is held back", metadata: ["problem": "\(problem)"]) }
                told = problems
            }
            try? await cancelWhenGracefulShutdown {  // only the wait ends early
                try await Task.sleep(for: .seconds(3))
            }
        }
    }

    private func problems() async -> [String] {
        let tables = workers.parts.umsTables
        do {
            return try await workers.parts.umsDatabase.read { db in try tables.problems(db) }
        } catch {
            return ["The agent's tables cannot be read: \(error)"]
        }
    }

    private func runWorkers() async throws {
        let route = try await workers.route()
        switch route {
        case .sameServer: logger.info("Messages are handed over in one transaction with our own state")
        case .otherServer: logger.info("Messages are handed over in three steps: the agent's tables are elsewhere")
        }
        // Before the first claim: what is claimed by a process that was never seen alive would be taken from it.
        let (database, identity) = (workers.parts.database, workers.identity)
        try await database.write { db in try WorkerPresence.beat(db, identity) }
        let group = ServiceGroup(
            services: workers.services(route), logger: Logger(label: "coupon.workers") { _ in SwiftLogNoOpLogHandler() }
        )
        try await group.run()
    }
}
