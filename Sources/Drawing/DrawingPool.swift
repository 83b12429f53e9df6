import NIOPosix

/// Threads for drawing: as many as cores, never Swift's own, each with its tools.
///
/// A card keeps a core busy for a millisecond or two; on Swift's pool that would hold up every request. The threads
/// live as long as the pool, because each pays once for loading the fonts.
package final class DrawingPool: Sendable {
    private let threads: NIOThreadPool
    private let seats = ThreadSpecificVariable<Seat>()

    package init(threads: Int) {
        self.threads = NIOThreadPool(numberOfThreads: max(1, threads))
        self.threads.start()
    }

    /// Runs `body` on a drawing thread with that thread's tools.
    ///
    /// - Throws: `DrawingError.closed` after `shutdown()`, `DrawingError.noKoreanFont` when the fonts are missing.
    package func run<T: Sendable>(_ body: @escaping @Sendable (Workbench) throws -> T) async throws -> T {
        do {
            return try await threads.runIfActive { [seats] in
                if let seat = seats.currentValue { return try body(seat.bench) }
                let seat = Seat(bench: try Workbench())
                seats.currentValue = seat
                return try body(seat.bench)
            }
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw DrawingError.closed
        } catch is CancellationError where !Task.isCancelled {
            throw DrawingError.closed  // NIO cancels what was handed over while it shuts down
        }
    }

    /// Lets running drawings end; later ones are refused.
    package func shutdown() async throws {
        try await threads.shutdownGracefully()
    }
}

/// Says that a bench may stand in a thread's own variable.
///
/// Unchecked: a bench is reached only through `ThreadSpecificVariable`, so only by the thread that made it.
private final class Seat: @unchecked Sendable {
    let bench: Workbench

    init(bench: Workbench) { self.bench = bench }
}
