import Accounts
import Coupons
import Foundation
import MariaDB

extension Message {
    /// An automatic attempt whose time has not come: nobody draws it yet.
    package var waitsForRetry: Bool { state == .composing && cause == .retry && notBefore != nil }

    /// The hub keeps results 81 hours: after that none will come (external-systems.md §1.5).
    package func isGivenUp(at now: Date) -> Bool {
        now.timeIntervalSince(handedOverAt ?? createdAt) > AgentWatchStep.requestHours * 3600
    }
}
