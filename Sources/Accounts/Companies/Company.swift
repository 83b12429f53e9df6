import Foundation
import Support

/// A client company: the tenant. It owns users, callback numbers and campaigns.
package struct Company: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<Company>

    package let id: ID
    package let name: String
    /// What COUFUN calls this client.
    package let pocID: POCID
    package let state: State
    /// What every advertisement of the company must name; nil: it cannot send any.
    package let optOutNumber: OptOutNumber?
    package let createdAt: Date

    /// Stored as text in `company.state`. A closed company's members cannot sign in.
    package enum State: String, Sendable, CaseIterable {
        case active, closed
    }

    package init(
        id: ID, name: String, pocID: POCID, state: State, optOutNumber: OptOutNumber? = nil, createdAt: Date
    ) {
        (self.id, self.name, self.pocID, self.state) = (id, name, pocID, state)
        (self.optOutNumber, self.createdAt) = (optOutNumber, createdAt)
    }
}
