import Campaigns
import Foundation
import Jobs
import Logging
import MariaDB
import Messaging
import ServiceLifecycle
import Support
import UMS

/// Starts the workers when the agent's tables are usable; until then says clearly what is missing and looks again.
///
/// The web is up meanwhile: people can see and prepare, nothing is lost, and nothing is issued that could not be sent.
struct MessagingGate: Service {
    let workers: Workers
    let logger: Logger

    func run() async throws {
        var told: [String] = []
        var looks = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            let problems = await problems()
            if problems.isEmpty {
                await tell([])
                return try await runWorkers()
            }
            if problems != told {
                for problem in problems { logger.error("Sending is held back", metadata: ["problem": "\(problem)"]) }
                told = problems
            }
            looks += 1
            // An agent that starts beside us makes its tables in a few seconds: no reason to call anybody.
            if looks >= 5 { await tell(problems) }
            try? await cancelWhenGracefulShutdown {  // only the wait ends early
                try await Task.sleep(for: .seconds(3))
            }
        }
    }

    private func problems() async -> [String] {
        let tables = workers.parts.umsTables
        do {
            return try await workers.parts.umsDatabase.read { db in
                try tables.problems(db, on: SeoulTime.day(of: Date()))
            }
        } catch {
            return ["문자 발송기(SNAP)의 테이블을 읽을 수 없습니다: \(error)"]
        }
    }

    /// An alert while it lasts. That it could not be written does not keep the gate from looking again.
    private func tell(_ problems: [String]) async {
        let database = workers.parts.database
        do {
            try await database.write { db in try AgentTablesAlert.tell(db, problems) }
        } catch {
            logger.warning("Alert of the agent's tables not written", metadata: ["error": "\(error)"])
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
        // What was slept through is held before anything claims it.
        _ = try await ScheduleStep(database: database).runOnce()
        try await Together(workers.services(route)).run()
    }
}
