import Foundation

/// Starts a thread that may block in hiredis.
///
/// hiredis 0.14 writes with `write()`: a dead connection would kill the process with SIGPIPE (hiredis#910). Blocked
/// here, the write fails with EPIPE instead.
func startRedisThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        body()
    }
    thread.name = name
    thread.start()
}
