import Logging
import Metrics
import ServiceLifecycle

/// One kind of background work. `runOnce` does a small batch and says how many items it handled.
package protocol WorkStep: Sendable {
    var name: String { get }
    func runOnce() async throws -> Int
}

/// Runs a step until shutdown: again at once while there is work, otherwise after `idle`.
///
/// On SIGTERM the batch in hand is finished and no further one is begun.
package struct Worker<Step: WorkStep>: Service {
    let step: Step
    let idle: Duration
    let logger: Logger

    package init(_ step: Step, idle: Duration = .seconds(1), logger: Logger) {
        (self.step, self.idle) = (step, idle)
        var logger = logger
        logger[metadataKey: "step"] = "\(step.name)"
        self.logger = logger
    }

    package func run() async throws {
        await withLogger(logger) { _ in await loop() }
    }

    private func loop() async {
        let handled = Counter(label: "worker.handled", dimensions: [("step", step.name)])
        let failed = Counter(label: "worker.failures", dimensions: [("step", step.name)])
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let count = try await step.runOnce()
                handled.increment(by: count)
                if count > 0 { continue }
            } catch is CancellationError {
                return
            } catch {
                failed.increment()
                logger.error("Step failed", metadata: ["error": "\(error)"])
            }
            await pause()
        }
    }

    /// Up to 20 % longer than `idle`, so that several workers do not poll in step.
    private func pause() async {
        let time = idle * Double.random(in: 1.0...1.2)
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: time) }
    }
}
