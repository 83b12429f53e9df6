import Accounts
import Coupons
import Foundation
import MariaDB
import Sealing
import Support

/// A message to somebody's own number before a release: the real way to the phone with a card that is worth nothing.
/// No coupon stands behind it, so that it can never count as one.
package struct TestSend: Sendable, Identifiable {
    package typealias ID = Identifier<TestSend>

    /// Of one user within an hour: enough to mend a text, too few to send coupons' worth of messages.
    package static let mostAnHour = 20

    package let id: ID
    package let companyID: Company.ID
    package let campaignID: CampaignID
    package let callbackNumber: String
    /// Filled.
    package let title: String
    package let message: String
    package let cardPath: String
    package let state: State
    /// Korean: the carrier, or why it failed.
    package let note: String?
    package let createdAt: Date
    let sealedPhone: [UInt8]

    package enum State: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
        case composed
        case handingOver = "handing_over"
        case queued, delivered, failed
    }

    /// Unlike any coupon's: those begin with their tr_id, a digit.
    var clientKey: String { "T\(id)" }

    func phone(_ data: PersonalData) throws -> PhoneNumber {
        try PhoneNumber(data.sealer.open(sealedPhone, in: Self.place(id)))
    }

    static func place(_ id: ID) -> SealedPlace { SealedPlace(table: "test_send", column: "phone", row: id.ulid) }
}

/// What a test is to look like; the card is on disk already.
package struct NewTestSend: Sendable {
    package let id: TestSend.ID
    let company: Company.ID
    let campaign: CampaignID?
    let user: User.ID
    let sealedPhone: [UInt8]
    let callbackNumber, title, message, cardPath: String

    package init(
        to phone: PhoneNumber, company: Company.ID, campaign: CampaignID?, user: User.ID, callbackNumber: String,
        title: String, message: String, cardPath: String, _ data: PersonalData, at now: Date
    ) throws {
        id = .new(at: now)
        (self.company, self.campaign, self.user) = (company, campaign, user)
        (self.callbackNumber, self.title, self.message, self.cardPath) = (callbackNumber, title, message, cardPath)
        sealedPhone = try data.sealer.seal(phone.digits, in: TestSend.place(id))
    }
}
