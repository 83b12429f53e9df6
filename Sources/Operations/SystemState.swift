import Accounts
import Foundation
import Safeguards
import Support
import UMS

/// How the system and its two foreign sides are doing at one moment.
package struct SystemState: Sendable {
    package let at: Date
    package let tables: AgentTablesCheck
    /// One transaction spans our state and the agent's row; otherwise three steps.
    package let isOneTransaction: Bool
    package let queue: MessageQueue
    package let supplier: SupplierState
    package let alerts: [Alert]
    package let holds: [NamedHold]

    /// Everything stopped by somebody or by itself, for the whole system.
    package var systemHolds: [NamedHold] { holds.filter { $0.hold.scope == .system } }
}

/// Messages on their way, as our own rows tell.
package struct MessageQueue: Sendable, Equatable {
    /// Drawn or being drawn, not handed over.
    package let preparing: Total
    /// In the agent's queue and due, not taken.
    package let waiting: Total
    package let oldestWaiting: Date?
    /// Handed over for a later time.
    package let scheduled: Total
    /// Taken, result outstanding.
    package let pending: Total
    package let oldestPending: Date?
    package let lastResult: Date?
}

/// How the last calls at COUFUN ended.
package struct SupplierState: Sendable, Equatable {
    package let lastSuccess: Date?
    /// nil when the last call succeeded.
    package let lastFailure: Date?
    package let failureReason: String?
    /// Orders that wait for their call.
    package let waiting: Total
}

/// A hold with the name of what it holds and of who placed it.
package struct NamedHold: Sendable {
    package let hold: Hold
    /// Korean: the company, number or event; empty for the system.
    package let name: String
    /// nil: the program.
    package let person: String?
}
