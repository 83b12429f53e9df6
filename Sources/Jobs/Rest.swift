import ServiceLifecycle

/// Waits, and gives up waiting when the process is asked to stop.
///
/// - Throws: `CancellationError` then: the step in hand is given up and begun anew by the next process.
package func rest(_ time: Duration) async throws {
    try await cancelWhenGracefulShutdown { try await Task.sleep(for: time) }
}

/// Whether the process was asked to stop: a step with several foreign calls to make begins none any more.
package var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }
