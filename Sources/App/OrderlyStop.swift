import Foundation
import Logging
import ServiceLifecycle

/// Runs the services until somebody asks for a stop, and then for as long as what they have in hand takes.
///
/// A stop tells and waits; it cancels nothing, because a cancelled call to COUFUN is an unknown outcome. What is not done
/// at the limit is left as a kill would leave it, which every step stands.
struct OrderlyStop {
    let limit: Duration
    let logger: Logger

    func run(_ group: ServiceGroup) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask { [self] in
                let signals = StopSignal()
                defer { withExtendedLifetime(signals) {} }  // whoever asks twice must not end the program by that
                await signals.wait()
                guard !Task.isCancelled else { return }
                logger.info("Asked to stop", metadata: ["limit": "\(limit)"])
                await group.triggerGracefulShutdown()
                guard (try? await Task.sleep(for: limit)) != nil else { return }  // cancelled: everything has ended
                logger.critical("Not everything could be finished in time: the next start settles the rest")
                _exit(1)
            }
            defer { tasks.cancelAll() }
            try await tasks.next()
        }
    }
}

extension Settings {
    /// How long a stop may take: the slowest call, and a while to record it. A service manager has to wait a little longer.
    var stopLimit: Duration { max(coufun.timeout, .seconds(10)) + .seconds(15) }
}
