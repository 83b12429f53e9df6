import Foundation
import Support

/// A signed-in browser or client, from sign-in until it ends or 24 hours have passed.
package struct Session: Sendable, Equatable {
    package typealias ID = Identifier<Session>

    package let id: ID
    package let principal: Principal
    package let expiresAt: Date
    /// `token_version` of the account when it was opened.
    let tokenVersion: Int

    /// 24 hours (requirements 6.1).
    package static let lifetimeSeconds = 24 * 3600
}

/// A session just opened: the token is shown here and nowhere else.
package struct OpenedSession: Sendable {
    package let session: Session
    package let token: String
}
