import Foundation

/// Who waits for which name, and which names were signalled while nobody waited.
final class WakeUpBoard: @unchecked Sendable {  // every `var` is guarded by `condition`
    private let condition = NSCondition()
    private var waiters: [String: [UInt64: CheckedContinuation<Void, Never>]] = [:]
    private var signalled: Set<String> = []
    /// How often everybody was to look, and which of these each name has followed.
    private var rounds = 0
    private var followed: [String: Int] = [:]
    private var lastWaiter: UInt64 = 0
    private var closed = false

    var isClosed: Bool { condition.withLock { closed } }

    func signal(_ name: String) {
        let woken = condition.withLock { take(name) }
        for waiter in woken { waiter.resume() }
    }

    func signalAll() {
        let woken = condition.withLock {
            rounds += 1
            for name in waiters.keys { followed[name] = rounds }
            defer { waiters = [:] }
            return waiters.values.flatMap(\.values)
        }
        for waiter in woken { waiter.resume() }
    }

    /// Returns at once when the name, or everybody, was signalled since the last wait, the task is cancelled, or the board is closed.
    func wait(for name: String) async {
        let id = condition.withLock {
            lastWaiter += 1
            return lastWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let returnsNow = condition.withLock {
                    // Cancelled before: `onCancel` found nobody. Cancelled after: it finds this waiter.
                    if closed || Task.isCancelled || takeSignal(name) { return true }
                    waiters[name, default: [:]][id] = continuation
                    return false
                }
                if returnsNow { continuation.resume() }
            }
        } onCancel: {
            condition.withLock { waiters[name]?.removeValue(forKey: id) }?.resume()
        }
    }

    func close() {
        let woken = condition.withLock {
            closed = true
            condition.broadcast()
            defer { waiters = [:] }
            return waiters.values.flatMap(\.values)
        }
        for waiter in woken { waiter.resume() }
    }

    func waitUntilClosed(atMost limit: Duration) {
        let end = Date(timeIntervalSinceNow: Double(limit.milliseconds) / 1000)
        condition.withLock { while !closed && condition.wait(until: end) {} }
    }

    /// The waiters of a name; when there are none the signal is kept for the next. Only under the lock.
    private func take(_ name: String) -> [CheckedContinuation<Void, Never>] {
        guard let found = waiters.removeValue(forKey: name), !found.isEmpty else {
            // The names are a few words of the program; strangers on the same Redis must not fill the memory.
            if signalled.count < 1_000 { signalled.insert(name) }
            return []
        }
        return Array(found.values)
    }

    /// - Returns: whether the name was signalled since the last wait. Only under the lock.
    private func takeSignal(_ name: String) -> Bool {
        let own = signalled.remove(name) != nil
        let everybody = followed[name, default: 0] < rounds
        followed[name] = rounds
        return own || everybody
    }
}
