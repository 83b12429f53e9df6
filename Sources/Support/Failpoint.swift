import Foundation
import Synchronization

/// A named place at which a test may have this process killed, to show that every step can be killed and run again.
///
/// Armed from `COUPON_FAILPOINT=name:n`: the n-th passing of the point `name` ends the process with SIGKILL, like a power
/// cut. Never armed in production: Settings refuses it there.
package enum Failpoint: String, Sendable, CaseIterable {
    case issuingBeforeCall = "issuing.before-call"
    case issuingAfterCall = "issuing.after-call"
    case issuingAfterRecord = "issuing.after-record"
    case composingAfterClaim = "composing.after-claim"
    case composingAfterFile = "composing.after-file"
    case handoverBeforeInsert = "handover.before-insert"
    case handoverAfterInsert = "handover.after-insert"
    case handoverAfterCommit = "handover.after-commit"
    case collectingBeforeRecord = "collecting.before-record"
    case withdrawingBeforeDelete = "withdrawing.before-delete"
    case withdrawingAfterDelete = "withdrawing.after-delete"
    case withdrawingAfterCommit = "withdrawing.after-commit"
    case rescuingBeforeRecord = "rescuing.before-record"
    case cancellingBeforeCall = "cancelling.before-call"
    case cancellingAfterCall = "cancelling.after-call"
    case registrationBeforeCommit = "registration.before-commit"
    case stoppingAfterOrders = "stopping.after-orders"
    case stoppingBeforeFinish = "stopping.before-finish"

    private static let armed = Mutex<(point: Failpoint, passingsLeft: Int)?>(nil)

    /// Reads `name:n`, n ≥ 1.
    ///
    /// - Returns: false when the text names no point; nothing is armed then.
    package static func arm(_ text: String) -> Bool {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let point = Failpoint(rawValue: String(parts[0])), let count = Int(parts[1]), count > 0
        else { return false }
        armed.withLock { $0 = (point, count) }
        return true
    }

    /// Marks that this process passes the point now.
    package func pass() {
        let reached = Self.armed.withLock { armed -> Bool in
            guard armed?.point == self else { return false }
            armed?.passingsLeft -= 1
            return armed?.passingsLeft == 0
        }
        if reached { kill(getpid(), SIGKILL) }
    }
}
