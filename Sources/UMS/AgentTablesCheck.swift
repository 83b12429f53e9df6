import MariaDB
import Support

/// What is known of the agent's tables at one moment: whether messages can be handed over, and how.
package struct AgentTablesCheck: Sendable, Equatable {
    /// Korean, for an operator: what is wrong and what to do. Empty when messages can be handed over.
    package let problems: [String]
    /// `UMS_MSG` takes part in transactions on the server that was asked.
    package let isTransactional: Bool

    package init(problems: [String], isTransactional: Bool) {
        (self.problems, self.isTransactional) = (problems, isTransactional)
    }
}

extension UMSTables {
    package func check(_ db: Connection, on day: CalendarDay) throws -> AgentTablesCheck {
        AgentTablesCheck(problems: try problems(db, on: day), isTransactional: try isTransactional(db))
    }
}
