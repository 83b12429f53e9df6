import Logging
import Metrics
import ServiceLifecycle

/// One kind of background work. `runOnce` does a small batch and says how many items it handled.
package protocol WorkStep: Sendable {
    var name: String { get }
    func runOnce() async throws -> Int
}

/// Runs a step until shutdown: again at once while there is work, otherwise when the bell rings or after `idle`.
///
/// On SIGTERM the batch in hand is finished and no further one is begun.
package struct Worker<Step: WorkStep>: Service {
    let step: Step
    let idle: Duration
    let bell: Bell
    let logger: Logger

    package init(_ step: Step, idle: Duration = .seconds(1), bell: Bell = Bell(), logger: Logger) {
        (self.step, self.idle, self.bell) = (step, idle, bell)
        var logger = logger
        logger[metadataKey: "step"] = "\(step.name)"
        self.logger = logger
    }

    package func run() async throws {
        let handled = Counter(label: "worker.handled", dimensions: [("step", step.name)])
        let failed = Counter(label: "worker.failures", dimensions: [("step", step.name)])
        var failures = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let count = try await step.runOnce()
                failures = 0
                handled.increment(by: count)
                if count > 0 { continue }
            } catch is CancellationError {
                return
            } catch {
                failures += 1
                failed.increment()
                logger.error("Step failed", metadata: ["error": "\(error)", "failures": "\(failures)"])
            }
            await pause(failures: failures)
        }
    }

    /// Up to 20 % longer than `idle`, so that several workers do not poll in step; up to 30 s while the step fails.
    private func pause(failures: Int) async {
        let time = idle * Double.random(in: 1.0...1.2) * Double(min(1 << min(failures, 5), 30))
        try? await cancelWhenGracefulShutdown {  // only the wait ends early
            if failures == 0 { await bell.wait(upTo: time) } else { try await Task.sleep(for: time) }
        }
    }
}
