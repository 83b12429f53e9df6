import Accounts
import Support

/// A campaign as a person handed it in: nothing checked yet but the shape.
package struct CampaignDraft: Sendable {
    package var companyID: Company.ID
    package var eventName: String
    package var goodsID: String
    package var purpose: String
    package var title: String
    package var message: String
    package var callbackNumber: String
    /// nil: the first built-in one.
    package var templateID: String?
    /// RFC 3339; nil: at once.
    package var scheduledAt: String?
    package var recipients: [CampaignRecipient]
    /// An advertisement whose time falls into the night may be moved to 08:00.
    package var nightConsent = false
    /// The same was released a moment ago, and this is meant as another one.
    package var sendAgain = false
    /// How many people the person believes to send to: a guard against a wrong list.
    package var confirmCount: Int?
    /// The price that the person has seen; another one refuses the release. nil: any.
    package var unitPrice: Int?

    package init(
        companyID: Company.ID, eventName: String, goodsID: String, purpose: String, title: String, message: String,
        callbackNumber: String, templateID: String?, scheduledAt: String?, recipients: [CampaignRecipient],
        confirmCount: Int?, unitPrice: Int? = nil
    ) {
        (self.companyID, self.eventName, self.goodsID, self.purpose) = (companyID, eventName, goodsID, purpose)
        (self.title, self.message, self.callbackNumber) = (title, message, callbackNumber)
        (self.templateID, self.scheduledAt) = (templateID, scheduledAt)
        (self.recipients, self.confirmCount) = (recipients, confirmCount)
        self.unitPrice = unitPrice
    }

    /// With its texts as they are read, checked and kept. The title keeps its line breaks, to be refused.
    func entered() -> CampaignDraft {
        var draft = self
        draft.eventName = eventName.tidied
        draft.title = title.tidiedLines.trimmed
        draft.message = message.tidiedLines
        draft.callbackNumber = callbackNumber.tidied
        return draft
    }
}

/// One person on the list and how many coupons they get.
package struct CampaignRecipient: Sendable, Equatable {
    package let name: String
    package let phone: PhoneNumber
    package let quantity: Int

    package init(name: String, phone: PhoneNumber, quantity: Int) {
        (self.name, self.phone, self.quantity) = (name, phone, quantity)
    }
}
