import Foundation

/// Starts a program in a process group of its own, with a pipe as its standard input and no output.
///
/// A group of its own, so that Ctrl-C in a terminal reaches the tests alone.
/// - Returns: the writing end of the pipe; no other child inherits it.
func spawn(_ arguments: [String]) throws -> Int32 {
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(pipes[0]) }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of Swift's pool block signals; a shell that inherited that would never hear of its children's end.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

    let copies: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var pid: pid_t = 0
    let status = posix_spawn(&pid, arguments[0], &actions, &attributes, copies + [nil], environ)
    guard status == 0 else {
        close(pipes[1])
        throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL)
    }
    return pipes[1]
}

/// Runs a program to its end.
package func run(_ arguments: [String]) async throws {
    let process = Process()
    process.executableURL = URL(filePath: arguments[0])
    process.arguments = Array(arguments.dropFirst())
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw TestServerFailed(command: arguments[0], log: String(decoding: text, as: UTF8.self))
    }
}
