import Support

/// `/coupons/{id}`: facts, history and what can be done.
package struct CouponPage: Page {
    package static let template = "coupons/show"
    package let area: PageArea? = .coupons
    package let script = "coupon"
    package var title: String { facts.productName }
    let facts: Facts
    let events: [Event]
    let actions: [Action]
    let hasActions: Bool
    let answer: String

    package init(_ facts: Facts, events: [Event], actions: [Action], answer: String) {
        (self.facts, self.events, self.actions, self.answer) = (facts, events, actions, answer)
        hasActions = !actions.isEmpty
    }
}

extension CouponPage {
    package struct Facts: Sendable {
        let id: String
        let imageURL: String?
        let productName: String
        let issue, delivery, redemption: StateChip
        /// Why it stands as it does, when that is not plain from the states.
        let explanation: String?
        /// Masked, as the phone and the barcode.
        let name: String
        let phone: String
        let barcode: String?
        let validUntil: String?
        let daysLeft: String
        /// When and where it was used last; nil when nothing is known.
        let useText: String?
        /// How old that knowledge is.
        let checked: String
        let canCheck: Bool
        let price: String
        let orderID: String?
        let campaignHref: String
        let eventName: String
        let companyName: String?

        package init(
            id: String, imageURL: String?, productName: String, issue: StateChip, delivery: StateChip,
            redemption: StateChip, explanation: String?, name: String, phone: String, barcode: String?,
            validUntil: String?, daysLeft: String, useText: String? = nil, checked: String = "", price: Won,
            orderID: String?, campaignID: String, eventName: String,
            companyName: String?
        ) {
            (self.id, self.imageURL, self.productName) = (id, imageURL, productName)
            (self.issue, self.delivery, self.redemption) = (issue, delivery, redemption)
            (self.explanation, self.name, self.phone, self.barcode) = (explanation, name, phone, barcode)
            (self.useText, self.checked, canCheck) = (useText, checked, barcode != nil)
            (self.validUntil, self.daysLeft, self.price, self.orderID) = (validUntil, daysLeft, price.text, orderID)
            campaignHref = "/campaigns/\(campaignID)"
            (self.eventName, self.companyName) = (eventName, companyName)
        }
    }

    /// A line of the history, newest first.
    package struct Event: Sendable {
        let tone: String
        let word: String
        let detail: String
        let when: String

        package init(tone: String, word: String, detail: String, when: String) {
            (self.tone, self.word, self.detail, self.when) = (tone, word, detail, when)
        }
    }

    /// Something C/S can do: opens its dialog, or stays visible with the reason why it cannot be done now.
    package struct Action: Sendable {
        let key: String
        let icon: String
        let name: String
        /// Under the button: why not, or how often already.
        let reason: String
        let allowed: Bool

        package init(key: String, icon: String, name: String, reason: String, allowed: Bool) {
            (self.key, self.icon, self.name, self.reason, self.allowed) = (key, icon, name, reason, allowed)
        }
    }
}
