import Coufun
import Synchronization

/// How many calls may be in flight: all that are allowed, one after a call without an answer, growing with each that
/// succeeds: what an unknown outcome can cost grows with them.
final class IssuePace: Sendable {
    private let most: Int
    private let current: Mutex<Int>

    init(most: Int) {
        precondition(most > 0)
        self.most = most
        current = Mutex(most)
    }

    var width: Int { current.withLock { $0 } }

    /// After a call without an answer a call puts one coupon at risk, not ten.
    var isCautious: Bool { width < most }

    func ended(_ calls: [EndedCall]) {
        current.withLock { width in
            for ended in calls {
                switch ended.reply.outcome {
                case .unknown: width = 1
                case .done: width = min(most, width + 1)
                case .refused, .notSent: break
                }
            }
        }
    }
}
