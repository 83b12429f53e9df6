import Foundation
import Messaging
import Support

/// `/campaigns/new`: the five steps. Products, recipients and the card come over the API while the page is open.
package struct NewCampaignPage: Page {
    package static let template = "campaigns/new"
    package let title = "발송등록"
    package let area: PageArea? = .register
    package let script = "new-campaign"
    let choosesCompany: Bool
    /// JSON by company: the name and the number that an advertisement gets added.
    let adverts: String
    let companies: [Choice]
    let callbackNumbers: [Sender]
    let hasCallbackNumbers: Bool
    let templates: [Template]
    let titleBytes: String
    /// Some phones cut a longer title.
    let safeTitleBytes: String
    let messageBytes: String
    let messageBytesShown: String

    /// `companies` is for an administrator, who names the company; a member has none to choose from.
    package init(companies: [Choice], callbackNumbers: [Sender], templates: [Template], adverts: [String: Advert] = [:])
    {
        self.adverts = (try? JSONAnswer.encoder().encode(adverts)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        choosesCompany = !companies.isEmpty
        self.companies = companies
        self.callbackNumbers = callbackNumbers
        hasCallbackNumbers = !callbackNumbers.isEmpty
        self.templates = templates
        titleBytes = String(MessageText.maxTitleBytes)
        safeTitleBytes = String(MessageText.safeTitleBytes)
        messageBytes = String(MessageText.maxBodyBytes)
        messageBytesShown = MessageText.maxBodyBytes.grouped
    }

    package struct Advert: Encodable, Sendable {
        let name: String
        /// Hyphenated; empty when there is none yet.
        let number: String

        package init(name: String, number: String) { (self.name, self.number) = (name, number) }
    }

    /// A callback number that may be chosen today.
    package struct Sender: Sendable {
        let companyID: String
        let digits: String
        let shown: String
        let label: String?
        let selected: Bool

        package init(companyID: String, digits: String, shown: String, label: String?, selected: Bool = false) {
            (self.companyID, self.digits, self.shown) = (companyID, digits, shown)
            (self.label, self.selected) = (label, selected)
        }
    }

    /// A card to choose, with the address of its sample picture.
    package struct Template: Sendable {
        let id: String
        let name: String
        let sampleURL: String
        /// Empty: of every company.
        let companyID: String
        let selected: Bool

        package init(id: String, name: String, companyID: String? = nil, selected: Bool = false) {
            (self.id, self.name, self.selected) = (id, name, selected)
            self.companyID = companyID ?? ""
            sampleURL = "/campaigns/cards/\(id).jpg"
        }
    }
}
