import Foundation
import Synchronization

/// A program that `coupon dev` started: its output goes to a file, and it ends when its parent does.
final class ChildProcess: Sendable {
    let name: String
    private let state: Mutex<State>

    private struct State: @unchecked Sendable {  // Process is only touched under the mutex
        var process: Process
        var ending = false
    }

    var pid: Int32 { state.withLock { $0.process.processIdentifier } }
    var isRunning: Bool { state.withLock { $0.process.isRunning } }

    /// Starts `program` with `arguments`; `environment` is added to ours.
    ///
    /// `onExit`: called with the status when it ends without having been told to.
    init(
        _ name: String, _ program: String, _ arguments: [String], environment: [String: String] = [:], log: URL,
        onExit: @escaping @Sendable (String) -> Void
    ) throws {
        let process = Process()
        // setpriv gives the child a signal to get when we die, whatever kills us; it is in Debian's base (util-linux).
        process.executableURL = URL(filePath: "/usr/bin/setpriv")
        process.arguments = ["--pdeathsig", "TERM", "--", program] + arguments
        process.environment = Settings.inherited(adding: environment)
        process.standardInput = FileHandle.nullDevice
        let descriptor = open(log.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DevError.cannotWrite(log.path) }
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        process.standardOutput = output
        process.standardError = output
        self.name = name
        state = Mutex(State(process: process))
        process.terminationHandler = { [weak self] ended in
            guard let self, !self.state.withLock({ $0.ending }) else { return }
            onExit(
                ended.terminationReason == .uncaughtSignal
                    ? "signal \(ended.terminationStatus)" : "status \(ended.terminationStatus)")
        }
        try SpawnThread.shared.run { try self.state.withLock { try $0.process.run() } }
    }

    /// Asks it to end, waits, and insists after `patience`.
    func end(patience: Duration) async {
        state.withLock { state in
            state.ending = true
            if state.process.isRunning { state.process.terminate() }
        }
        let deadline = ContinuousClock.now + patience
        while isRunning {
            if ContinuousClock.now > deadline { kill(pid, SIGKILL) }
            try? await Task.sleep(for: .milliseconds(20))  // a cancelled wait only polls faster
        }
    }
}

/// The thread that starts children. Linux sends the parent-death signal when the *thread* that forked ends, and threads
/// of Swift's pool come and go; this one lives as long as the program.
final class SpawnThread: Sendable {
    static let shared = SpawnThread()
    private let jobs = JobQueue()

    private init() {
        let thread = Thread { [jobs] in
            // Threads of Swift's pool block all signals, and a child would inherit that: it could not be told to end.
            var none = sigset_t()
            sigemptyset(&none)
            pthread_sigmask(SIG_SETMASK, &none, nil)
            while true { jobs.next()() }
        }
        thread.name = "spawn"
        thread.start()
    }

    func run(_ body: @escaping @Sendable () throws -> Void) throws {
        let done = NSCondition()
        let result = Mutex<Result<Void, any Error>?>(nil)
        jobs.add {
            let outcome = Result { try body() }
            done.lock()
            result.withLock { $0 = outcome }
            done.signal()
            done.unlock()
        }
        done.lock()
        while result.withLock({ $0 == nil }) { done.wait() }
        done.unlock()
        try result.withLock { $0 }?.get()
    }
}

private final class JobQueue: @unchecked Sendable {  // `jobs` is guarded by `condition`
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []

    func add(_ job: @escaping @Sendable () -> Void) {
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    func next() -> @Sendable () -> Void {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty { condition.wait() }
        return jobs.removeFirst()
    }
}
