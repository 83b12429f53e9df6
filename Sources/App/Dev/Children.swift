import Foundation

/// The programs that practice mode runs, in the order of their start; ended in reverse.
///
/// One that crashes is started again a second later, so that a fail-point or a `kill -9` shows what a restart does.
actor Children {
    private let folder: DevFolder
    private var running: [String: ChildProcess] = [:]
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
        let child = try ChildProcess(
            name, program, arguments, environment: environment, log: folder.log.appending(path: "\(name).log")
        ) { [weak self] how in
            // Unstructured: the callback comes from a thread of Foundation's.
            Task { [weak self] in await self?.restart(name, program, arguments, again, after: how) }
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
        _ name: String, _ program: String, _ arguments: [String], _ environment: [String: String], after how: String
    ) async {
        guard !ending else { return }
        running[name] = nil
        try? FileManager.default.removeItem(at: folder.run.appending(path: "\(name).pid"))  // a convenience only
        print("\(name) 프로그램이 멈췄습니다(\(how)). 1초 뒤 다시 시작합니다. 기록: \(folder.log.path)/\(name).log")
        fflush(nil)
        try? await Task.sleep(for: .seconds(1))  // a cancelled wait only restarts sooner
        do {
            try start(name, program, arguments, environment: environment, restartEnvironment: environment)
        } catch {
            print("\(name) 프로그램을 다시 시작하지 못했습니다: \(error)")
        }
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
