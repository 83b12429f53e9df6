import ArgumentParser
import Logging
import ServiceLifecycle
import UnixSignals

/// What both simulators take on the command line, and how both run and end.
package struct SimulatorProgram: ParsableArguments {
    @Option(help: "Decides everything that looks like chance; the same seed behaves the same.")
    package var seed = Seed(1)

    @Option(help: "trace, debug, info, notice, warning, error.")
    package var logLevel: String = "info"

    @Flag(help: "End when the process that started this one is gone.")
    package var dieWithParent = false

    package init() {}

    package func validate() throws {
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level \(logLevel) is none of trace, debug, info, notice, warning, error.")
        }
    }

    package func makeLogger(_ label: String) -> Logger {
        var logger = Logger(label: label) { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        return logger
    }

    /// Runs until SIGTERM, SIGINT or, when wished, the end of the parent. Returning means a clean end.
    package func run(_ services: [any Service], logger: Logger) async throws {
        var running = services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        if dieWithParent {
            running.append(
                .init(service: ParentWatch(logger: logger), successTerminationBehavior: .gracefullyShutdownGroup))
        }
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .error)
        var configuration = ServiceGroupConfiguration(
            services: running, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        // A reply that is being held back on purpose must not hold up the end.
        configuration.maximumGracefulShutdownDuration = .milliseconds(500)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            logger.debug("Ended with work in hand")
        }
    }
}
