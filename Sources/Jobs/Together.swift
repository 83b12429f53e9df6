import Logging
import ServiceLifecycle

/// Services that are told to stop at the same moment: a stop takes as long as the slowest of them, not as long as all of
/// them one after the other.
///
/// One that fails, or ends without having been told, stops the others in good order. Nobody is ever cancelled: that would
/// cut a call in the middle, and what COUFUN made of it would be unknown.
package struct Together: Service {
    private let services: [any Service]

    package init(_ services: [any Service]) { self.services = services }

    package func run() async throws {
        // A group each, so that each can be told by itself; told as a whole, all of them hear it.
        let groups = services.map { service in
            ServiceGroup(services: [service], logger: Logger(label: "together") { _ in SwiftLogNoOpLogHandler() })
        }
        let failure = await withTaskGroup(of: (any Error)?.self) { tasks in
            for group in groups {
                tasks.addTask {
                    do { try await group.run() } catch { return error }
                    return nil
                }
            }
            var first: (any Error)?
            for await failure in tasks where failure != nil && first == nil {
                first = failure
                for group in groups { await group.triggerGracefulShutdown() }
            }
            return first
        }
        if let failure { throw failure }
    }
}
