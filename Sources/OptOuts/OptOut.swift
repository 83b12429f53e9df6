import Accounts
import Foundation
import MariaDB
import Support

/// A number that does not want to hear from a company, whatever the message is about.
package struct OptOut: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<OptOut>

    package let id: ID
    package let companyID: Company.ID
    package let companyName: String
    package let maskedPhone: String
    package let source: Source
    package let createdAt: Date

    /// How we came to know. Stored as text in `opt_out.source`.
    package enum Source: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case entered, uploaded
        /// The carrier refused a message for it (result 22000).
        case carrier
    }
}
