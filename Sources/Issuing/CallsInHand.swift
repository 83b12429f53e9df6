import Coupons
import Synchronization

/// The orders this process has begun a call for and has not recorded yet.
///
/// When the COMMIT of a turn is interrupted for good, orders may be claimed in its name that it never called for. Whatever it
/// holds and is not in here was not called for, and can go back at once instead of waiting for its rescue.
final class CallsInHand: Sendable {
    private struct State {
        var orders: Set<IssueOrderID> = []
        var mayHoldUncalled = false
    }
    private let state = Mutex(State())

    var orders: Set<IssueOrderID> { state.withLock { $0.orders } }

    /// A turn failed since the last one that succeeded.
    var mayHoldUncalled: Bool {
        get { state.withLock { $0.mayHoldUncalled } }
        set { state.withLock { $0.mayHoldUncalled = newValue } }
    }

    /// A turn succeeded: it recorded some and claimed others.
    func claimed(_ calls: [IssueCall], after recorded: [EndedCall]) {
        state.withLock { state in
            state.orders.subtract(recorded.map(\.order.id))
            state.orders.formUnion(calls.map(\.order.id))
            state.mayHoldUncalled = false
        }
    }

    func recorded(_ order: IssueOrderID) { _ = state.withLock { $0.orders.remove(order) } }
}
