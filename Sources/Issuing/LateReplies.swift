import Foundation
import Synchronization

/// Replies that did not come in time and are still being waited for.
///
/// A stop does not wait for them: their orders stand as ambiguous and are asked for again under the same TR_ID. One that has
/// come is recorded first.
package final class LateReplies: Sendable {
    private let waiting = Mutex<[UUID: Task<Void, Never>]>([:])

    package init() {}

    /// Unstructured: it outlives the call, and whoever made it goes on.
    func await(_ body: @escaping @Sendable () async -> Void) {
        let id = UUID()
        waiting.withLock { waiting in
            waiting[id] = Task {
                await body()
                forget(id)
            }
        }
    }

    /// Returns when none is waited for any more: soon after their connections were closed.
    package func ended() async {
        for task in waiting.withLock({ Array($0.values) }) { await task.value }
    }

    private func forget(_ id: UUID) { waiting.withLock { $0[id] = nil } }
}
