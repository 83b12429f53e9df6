import Foundation
import MariaDB
import Support

/// Something is stopped: the whole system, a company, a callback number or a campaign, until somebody lifts it.
///
/// The only truth about it is the row. Whoever claims work reads ``Holds`` in the same transaction, so a hold takes
/// effect with the next claim; what is under way at that moment is finished.
package struct Hold: Sendable, Equatable {
    package enum Scope: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case system
        case company
        case callbackNumber = "callback_number"
        case campaign
    }

    package enum Halts: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case issuing, sending, all
    }

    package enum Cause: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// Someone paused it.
        case person
        /// The program stopped by itself because too much went wrong.
        case brake
        /// Someone stopped it for good: what is left is being taken back.
        case stop
    }

    package let scope: Scope
    /// The id of what is held; ``system`` for everything.
    package let subject: ULID
    package let halts: Halts
    package let cause: Cause
    /// Korean, for the people who wonder why nothing happens.
    package let reason: String
    /// `nil`: the program itself.
    package let heldBy: ULID?
    package let heldAt: Date

    package init(
        _ scope: Scope, _ subject: ULID, halts: Halts, cause: Cause, reason: String, by heldBy: ULID? = nil,
        at heldAt: Date = Date()
    ) {
        (self.scope, self.subject, self.halts, self.cause) = (scope, subject, halts, cause)
        (self.reason, self.heldBy, self.heldAt) = (reason, heldBy, heldAt)
    }

    /// The subject of holds of the whole system.
    package static let system = ULID(high: 0, low: 0)
}
