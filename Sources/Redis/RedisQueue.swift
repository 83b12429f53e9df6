import Foundation

/// Commands waiting for the connection's thread, and the memory of the last failure.
final class RedisQueue: @unchecked Sendable {  // every `var` is guarded by `condition`
    /// Beyond this Redis is slower than we are, and callers are better off without it.
    private let maximumWaiting = 10_000
    private let rest: Duration
    private let condition = NSCondition()
    private var waiting: [RedisRequest] = []
    private var closed = false
    private var pausedUntil: ContinuousClock.Instant?
    private var lastFailure = ""

    init(rest: Duration) { self.rest = rest }

    func add(_ request: RedisRequest) {
        let refusal: RedisError? = condition.withLock {
            if closed { return .shutDown }
            if let pausedUntil, pausedUntil > .now {
                return .unavailable(reason: "it failed a moment ago (\(lastFailure))")
            }
            guard waiting.count < maximumWaiting else { return .unavailable(reason: "too many commands wait") }
            waiting.append(request)
            condition.signal()
            return nil
        }
        if let refusal { request.finish(.failure(refusal)) }
    }

    /// Everything that waits; nil after `close` when nothing does.
    func next() -> [RedisRequest]? {
        condition.withLock {
            while waiting.isEmpty && !closed { condition.wait() }
            defer { waiting = [] }
            return waiting.isEmpty ? nil : waiting
        }
    }

    /// Leaves Redis alone for a while. What came in meanwhile fails too.
    func pause(_ error: RedisError) {
        let abandoned = condition.withLock {
            pausedUntil = .now + rest
            if case .unavailable(let reason) = error { lastFailure = reason } else { lastFailure = "\(error)" }
            defer { waiting = [] }
            return waiting
        }
        for request in abandoned { request.finish(.failure(error)) }
    }

    func close() {
        condition.withLock {
            closed = true
            condition.broadcast()
        }
    }
}
