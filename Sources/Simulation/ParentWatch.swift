import Glibc
import Logging
import ServiceLifecycle

/// Ends the program when the process that started it is gone: a practice system that crashed leaves nothing behind.
///
/// Linux's own parent-death signal is not used: it fires when the *thread* that started the child ends, and a child
/// started from a thread pool would die in mid-work.
package struct ParentWatch: Service {
    private let parent: pid_t
    private let logger: Logger

    package init(logger: Logger) {
        parent = getppid()
        self.logger = logger
    }

    package func run() async throws {
        try await cancelWhenGracefulShutdown {
            while getppid() == parent {
                try await Task.sleep(for: .milliseconds(100))
            }
            logger.notice("Parent process is gone, ending")
        }
    }
}
