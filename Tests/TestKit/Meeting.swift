import Foundation
import Synchronization

/// Lets nobody pass before `count` threads have arrived; whoever comes later passes at once.
package final class Meeting: @unchecked Sendable {  // `arrived` is guarded by `condition`
    private let condition = NSCondition()
    private let count: Int
    private var arrived = 0

    package init(of count: Int) { self.count = count }

    package var arrivals: Int { condition.withLock { arrived } }

    package func arrive() {
        condition.withLock {
            arrived += 1
            condition.broadcast()
            while arrived < count { condition.wait() }
        }
    }
}

/// Counts from any thread.
package final class Tally: Sendable {
    private let value = Atomic(0)

    package init() {}

    package var count: Int { value.load(ordering: .relaxed) }

    /// - Returns: the count with this one.
    @discardableResult
    package func add() -> Int { value.add(1, ordering: .relaxed).newValue }
}
