import NIOPosix

/// Where people's files are read and written: a spreadsheet of 20,000 rows keeps a core busy for a while, and whatever
/// runs on Swift's own threads meanwhile would wait for it. As many at a time as there are threads; the rest queue.
enum FileThreads {
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
        return threads
    }()

    static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await threads.runIfActive(work)
    }
}
