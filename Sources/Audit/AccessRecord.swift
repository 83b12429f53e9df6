import Foundation
import MariaDB
import Support

/// One line of the access record: who did what with whose data, when and from where.
package struct AccessRecord: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<AccessRecord>

    package let id: ID
    package let happenedAt: Date
    package let actor: Actor
    /// `user.create`, `coupon.reveal`: the kind of thing, a dot, the act.
    package let action: String
    package let subject: Subject
    /// Reasons, counts, names of changed fields. Never personal data in clear.
    package let detail: [String: String]

    /// What was acted on, and the company whose data it is.
    package struct Subject: Sendable, Equatable {
        package let kind: String
        package let id: ULID?
        package let owner: ULID?

        package init(kind: String, id: ULID?, owner: ULID?) {
            (self.kind, self.id, self.owner) = (kind, id, owner)
        }
    }
}
