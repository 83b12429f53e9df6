import Foundation

/// The programs that practice mode runs, in the order of their start; ended in reverse.
///
/// One that ends by itself is started again at once, so that a fail-point or a `kill -9` shows what a restart does; one
/// that ends again and again is given more and more time.
actor Children {
    private let folder: DevFolder
    private var running: [String: ChildProcess] = [:]
    private var paces: [String: RestartPace] = [:]
    private var order: [String] = []
    private var patience: [String: Duration] = [:]
    private var ending = false

    init(folder: DevFolder) { self.folder = folder }

    func start(
        _ name: String, _ program: String, _ arguments: [String], environment: [String: String] = [:],
        restartEnvironment: [String: String]? = nil
    ) throws {
        guard !ending else { return }
        let again = restartEnvironment ?? environment
        let begun = ContinuousClock.now
        let child = try ChildProcess(
            name, program, arguments, environment: environment, log: folder.log.appending(path: "\(name).log")
        ) { [weak self] how in
            // Unstructured: the callback comes from a thread of Foundation's.
            let lived = ContinuousClock.now - begun
            Task { [weak self] in await self?.restart(name, program, arguments, again, after: how, running: lived) }
        }
        if !order.contains(name) { order.append(name) }
        running[name] = child
        try? "\(child.pid)".write(
            to: folder.run.appending(path: "\(name).pid"), atomically: true, encoding: .utf8)  // a convenience only
    }

    nonisolated func isRunning(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.run.appending(path: "\(name).pid").path)
    }

    private func restart(
        _ name: String, _ program: String, _ arguments: [String], _ environment: [String: String], after how: String,
        running lived: Duration
    ) async {
        running[name] = nil
        try? FileManager.default.removeItem(at: folder.run.appending(path: "\(name).pid"))  // a convenience only
        var (how, lived) = (how, lived)
        while !ending {
            let seconds = paces[name, default: RestartPace()].wait(afterRunning: lived)
            tell(name, how, ends: paces[name]?.ends ?? 1, seconds)
            try? await Task.sleep(for: .seconds(seconds))  // a cancelled wait only restarts sooner
            do {
                try start(name, program, arguments, environment: environment, restartEnvironment: environment)
                return
            } catch {
                (how, lived) = ("\(error)", .zero)
            }
        }
    }

    private func tell(_ name: String, _ how: String, ends: Int, _ seconds: Int) {
        let again = ends > 1 ? "다시 시작한 지 얼마 안 되어 또 멈췄습니다(\(ends)번째, \(how))" : "멈췄습니다(\(how))"
        let next = seconds == 0 ? "바로" : "\(seconds)초 뒤"
        print("\(name) 프로그램이 \(again). \(next) 다시 시작합니다. 기록: \(folder.log.path)/\(name).log")
        fflush(nil)
    }

    /// Waits so long for this one to end by itself.
    func wait(_ patience: Duration, for name: String) { self.patience[name] = patience }

    /// The last started first, so that the web server can finish its work while the databases are there.
    func endAll() async {
        ending = true
        for name in order.reversed() {
            await running[name]?.end(patience: patience[name] ?? .seconds(20))
            try? FileManager.default.removeItem(at: folder.run.appending(path: "\(name).pid"))  // a convenience only
        }
        running = [:]
    }
}
