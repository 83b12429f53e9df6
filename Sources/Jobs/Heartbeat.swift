import Logging
import MariaDB
import ServiceLifecycle

/// Keeps this process's presence fresh while it runs. The first beat is done before any work is claimed.
package struct Heartbeat: Service {
    let database: Database
    let worker: WorkerIdentity
    let logger: Logger

    package init(database: Database, worker: WorkerIdentity, logger: Logger) {
        (self.database, self.worker, self.logger) = (database, worker, logger)
    }

    package func run() async throws {
        while !Task.isCancelled && !Task.isShuttingDownGracefully {
            await beat()
            try? await cancelWhenGracefulShutdown {  // only the wait ends early
                try await Task.sleep(for: .seconds(WorkerPresence.beatSeconds))
            }
        }
        // The workers have stopped before this service does: nothing of ours is in flight any more.
        try? await database.write { [worker] db in try WorkerPresence.leave(db, worker) }  // else others wait a little
    }

    private func beat() async {
        do {
            try await database.write { [worker] db in
                try WorkerPresence.beat(db, worker)
                try WorkerPresence.forgetDeadNeighbours(db)
            }
        } catch {
            logger.warning("Heartbeat not written", metadata: ["error": "\(error)"])
        }
    }
}
