import Foundation
import MariaDB
import Support

/// Something that a person should look at. Raised in the transaction that found it; sent out by ``AlertStep``.
package struct Alert: Sendable, Equatable, Identifiable {
    package typealias ID = Identifier<Alert>

    /// Stored as text in `alert.kind`; the screen has a word for each.
    package enum Kind: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        /// Issuing was stopped by itself.
        case issuingBraked = "issuing_braked"
        /// An order whose outcome nobody knows: money at risk.
        case unconfirmed
        /// COUFUN answered one TR_ID with two sets of barcodes: one of them is nobody's.
        case secondIssue = "second_issue"
        /// COUFUN told of a coupon that nobody here knows.
        case unknownBarcode = "unknown_barcode"
        /// A redemption that does not fit what is known of the coupon.
        case oddRedemption = "odd_redemption"
        /// COUFUN cannot be reached or refuses us.
        case supplier
        /// Sending was stopped by itself.
        case sendingBraked = "sending_braked"
        /// The agent does not take or does not finish messages.
        case agent
        /// The agent's tables are not what they should be.
        case agentTables = "agent_tables"
        /// A schedule passed while nothing ran: a person decides.
        case missedSchedule = "missed_schedule"
        /// A card was drawn in the plain template, or not at all.
        case card
        /// Cards cannot be kept: disk full, directory missing.
        case disk
    }

    package let id: ID
    package let kind: Kind
    /// The id of what it is about; empty for the system.
    package let subject: String
    package let companyID: ULID?
    /// Korean: what happened, why, what to do. Never personal data.
    package let text: String
    package let times: Int
    package let firstAt: Date
    package let lastAt: Date
    package let closedAt: Date?
}
