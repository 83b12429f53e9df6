import Accounts
import Cards
import Coupons
import Foundation
import Support

/// What every message of a campaign says, and from where. The area of campaigns provides it.
package struct CampaignTexts: Sendable {
    package let campaignID: CampaignID
    package let productName: String
    package let title: String
    /// With placeholders, see ``MessageText``.
    package let message: String
    package let callbackNumber: String
    /// Not to be sent at night.
    package let isAdvertisement: Bool

    package init(
        campaignID: CampaignID, productName: String, title: String, message: String, callbackNumber: String,
        isAdvertisement: Bool
    ) {
        (self.campaignID, self.productName, self.title) = (campaignID, productName, title)
        (self.message, self.callbackNumber) = (message, callbackNumber)
        self.isAdvertisement = isAdvertisement
    }
}

/// Texts and the card with everything shared already drawn: for whoever draws, and nobody else.
package struct CampaignLetter: Sendable {
    package let texts: CampaignTexts
    package let card: PreparedCard

    package init(texts: CampaignTexts, card: PreparedCard) { (self.texts, self.card) = (texts, card) }
}

/// What may change while a campaign runs, and what its results are judged by: read anew each time.
package struct CampaignRules: Sendable, Equatable {
    package let isAdvertisement: Bool
    /// Not to be sent before; nil: at once.
    package let scheduledAt: Date?
    /// Digits.
    package let callbackNumber: String
    /// nil when the number is not registered any more.
    package let callbackNumberID: CallbackNumber.ID?
    /// The last day on which the number may be used; nil: no end.
    package let callbackExpiresOn: CalendarDay?

    package init(
        isAdvertisement: Bool, scheduledAt: Date?, callbackNumber: String, callbackNumberID: CallbackNumber.ID?,
        callbackExpiresOn: CalendarDay?
    ) {
        (self.isAdvertisement, self.scheduledAt, self.callbackNumber) = (isAdvertisement, scheduledAt, callbackNumber)
        (self.callbackNumberID, self.callbackExpiresOn) = (callbackNumberID, callbackExpiresOn)
    }

    /// Korean: why nothing may be sent from the campaign's number on `day`; nil when it may.
    package func callbackProblem(on day: CalendarDay) -> String? {
        let number = SenderNumber(callbackNumber)?.hyphenated ?? callbackNumber
        guard callbackNumberID != nil else { return "발신번호 \(number)의 등록이 삭제되어 보낼 수 없습니다." }
        guard let last = callbackExpiresOn, last < day else { return nil }
        return "발신번호 \(number)의 사용 기한이 \(last.page)까지라 보낼 수 없습니다."
    }
}

/// Where messages find what their campaign says. Asked before any row is locked.
package protocol CampaignLetters: Sendable {
    /// - Throws: `MessagingError.noLetter` when the campaign is gone; then its messages are held.
    func letter(of campaign: CampaignID) async throws -> CampaignLetter
    /// Campaigns that do not exist are absent.
    func texts(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignTexts]
    /// Campaigns that do not exist are absent.
    func rules(of campaigns: Set<CampaignID>) async throws -> [CampaignID: CampaignRules]
}
