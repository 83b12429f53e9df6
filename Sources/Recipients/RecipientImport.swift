import Accounts
import Foundation
import Sealing
import Support

/// A list that was handed in and checked, waiting for the campaign that takes it.
package struct RecipientImport: Sendable, Equatable {
    package typealias ID = Identifier<RecipientImport>

    package let id: ID
    package let companyID: Company.ID
    package let userID: User.ID
    /// Empty for pasted text.
    package let fileName: String
    package let reading: RecipientReading
    package let createdAt: Date
    package let expiresAt: Date

    /// Long enough for a lunch break and a question to the client; names and numbers do not lie about longer.
    package static let lifetimeSeconds = 24 * 3600

    package init(
        _ reading: RecipientReading, fileName: String, companyID: Company.ID, userID: User.ID, at now: Date = Date()
    ) {
        self.init(
            id: .new(at: now), companyID: companyID, userID: userID, fileName: String(fileName.tidied.suffix(200)),
            reading: reading, createdAt: now, expiresAt: now + Double(Self.lifetimeSeconds))
    }

    init(
        id: ID, companyID: Company.ID, userID: User.ID, fileName: String, reading: RecipientReading, createdAt: Date,
        expiresAt: Date
    ) {
        (self.id, self.companyID, self.userID, self.fileName) = (id, companyID, userID, fileName)
        (self.reading, self.createdAt, self.expiresAt) = (reading, createdAt, expiresAt)
    }

    /// With room for the rest of the statement below 16 MB, which is all that MariaDB takes at once unless it is told.
    static let mostBytes = 15 << 20

    static func place(_ id: ID) -> SealedPlace {
        SealedPlace(table: "recipient_import", column: "content", row: id.ulid)
    }
}
