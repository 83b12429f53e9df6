import Accounts
import Coupons
import Foundation
import MariaDB

extension Message {
    /// An automatic attempt whose time has not come: nobody draws it yet.
    package var waitsForRetry: Bool { state == .composing && cause == .retry && notBefore != nil }

    /// The hub keeps results 81 hours: after that none will come (docs/sources.md §1.4).
    package func isGivenUp(at now: Date) -> Bool {
        now.timeIntervalSince(handedOverAt ?? createdAt) > AgentWatchStep.requestHours * 3600
    }
}
