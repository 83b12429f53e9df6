import Jobs
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@Suite("Services that stop together")
struct TogetherTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("all are told at once: none waits for another to have stopped first")
    func toldAtOnce() async throws {
        let (first, second) = (Gate(), Gate())
        // Each ends only when the other has been told, too: one after the other neither would.
        let together = Together([
            Waiting(told: { first.open() }, endsWhen: second), Waiting(told: { second.open() }, endsWhen: first),
        ])
        let group = ServiceGroup(services: [together], logger: logger)

        let running = Task { try await group.run() }
        await group.triggerGracefulShutdown()

        try await running.value
    }

    @Test("one that fails stops the others in good order, and nobody is cancelled")
    func failure() async throws {
        let seen = Mutex<[Bool]>([])
        let open = Gate()
        open.open()
        let other = Waiting(told: { seen.withLock { $0.append(Task.isCancelled) } }, endsWhen: open)

        await #expect(throws: Broken.self) { try await Together([other, Breaking()]).run() }

        #expect(seen.withLock { $0 } == [false])
    }
}

private struct Broken: Error {}

private struct Breaking: Service {
    func run() async throws { throw Broken() }
}

private struct Waiting: Service {
    let told: @Sendable () -> Void
    let endsWhen: Gate

    func run() async throws {
        try? await gracefulShutdown()
        told()
        await endsWhen.passed()
    }
}

/// Closed until somebody opens it.
private final class Gate: Sendable {
    private let (stream, continuation) = AsyncStream<Void>.makeStream()

    func open() { continuation.finish() }

    func passed() async { for await _ in stream {} }
}
