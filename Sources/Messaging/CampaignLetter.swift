import Accounts
import Cards
import Coupons
import Foundation
import Support

/// What every message of a campaign shares: texts, sender, time and card. The area of campaigns provides it.
package struct CampaignLetter: Sendable {
    package let campaignID: CampaignID
    package let productName: String
    package let title: String
    /// With placeholders, see ``MessageText``.
    package let message: String
    package let callbackNumber: String
    /// Not to be sent before; nil: at once.
    package let scheduledAt: Date?
    package let card: PreparedCard

    package init(
        campaignID: CampaignID, productName: String, title: String, message: String, callbackNumber: String,
        scheduledAt: Date?, card: PreparedCard
    ) {
        (self.campaignID, self.productName, self.title) = (campaignID, productName, title)
        (self.message, self.callbackNumber, self.scheduledAt, self.card) = (message, callbackNumber, scheduledAt, card)
    }
}

/// Where messages find the letter of their campaign. Asked before any row is locked.
package protocol CampaignLetters: Sendable {
    /// Throws when the campaign cannot be read; the messages then wait.
    func letter(of campaign: CampaignID) async throws -> CampaignLetter
}
