import Foundation
import Synchronization

/// A server of our own for one test process, in a directory of its own, gone with the process however that ends.
///
/// A small shell stands beside the server and reads from a pipe that nobody writes to. When this process ends, also by
/// `kill -9`, the pipe closes, and the shell kills the server and removes the directory.
package final class TestServer: Sendable {
    package let directory: URL
    private let command: [String]
    /// Held open for as long as the server shall live.
    private let lifelines = Mutex<[Int32]>([])

    package init(_ command: (URL) -> [String]) throws {
        directory = URL(
            filePath: "/tmp/coupon-test-\(ProcessInfo.processInfo.processIdentifier)-\(Int.random(in: 0..<1_000_000))")
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        self.command = command(directory)
    }

    /// The shell first closes what it inherited: the test runner's own pipes among it.
    ///
    /// Starts the server, again after `kill()`. Returns at once; it may not be ready.
    package func start() throws {
        try? FileManager.default.removeItem(at: file("exited"))
        let script = """
            for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ "$fd" -gt 2 ] && eval "exec $fd>&-"; done
            exec 3<&0
            cd "$1"; shift
            "$@" </dev/null >>log 2>&1 3<&- &
            echo $! >pid
            (cat <&3 >/dev/null; kill -9 $(cat pid) 2>/dev/null) &
            wait $(cat pid)
            echo $? >exited
            wait
            rm -rf "$PWD"
            """
        let lifeline = try spawn(["/bin/bash", "-c", script, "test-server", directory.path] + command)
        lifelines.withLock { $0.append(lifeline) }
    }

    /// Calls `isReady` until it is.
    package func waitUntilReady(_ isReady: () async -> Bool) async throws {
        let start = ContinuousClock.now
        while await !isReady() {
            guard start.duration(to: .now) < .seconds(30), !FileManager.default.fileExists(atPath: file("exited").path)
            else { throw TestServerFailed(command: command[0], log: log) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// `kill -9`, and waits until the server is gone. The directory stays, so it can be started again.
    package func kill() async throws {
        try send(SIGKILL)
        while !FileManager.default.fileExists(atPath: file("exited").path) {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// SIGSTOP and SIGCONT make a server that accepts and does not answer.
    package func send(_ signal: Int32) throws {
        guard let pid = Int32(try read("pid")) else { throw TestServerFailed(command: command[0], log: log) }
        guard Foundation.kill(pid, signal) == 0 else { throw TestServerFailed(command: command[0], log: log) }
    }

    private func file(_ name: String) -> URL { directory.appending(path: name) }

    private func read(_ name: String) throws -> String {
        try String(contentsOf: file(name), encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private var log: String { (try? read("log")) ?? "no log" }
}

package struct TestServerFailed: Error, CustomStringConvertible {
    let command: String
    let log: String
    package var description: String { "\(command) did not start: \(log.suffix(2_000))" }
}
