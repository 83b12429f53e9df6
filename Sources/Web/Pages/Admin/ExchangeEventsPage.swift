import CustomerService
import Foundation
import Redemption
import Support

/// `/admin/exchange-events`: exchanges that wait because nobody's coupon has their barcode.
package struct ExchangeEventsPage: Page {
    package static let template = "admin/exchange-events"
    package let title = "보류한 사용 알림"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .exchangeEvents)
    let total: String
    let rows: [Row]
    let hasRows: Bool
    let pager: Pager?

    package init(rows: [Row], total: Total, pager: Pager?) {
        (self.rows, self.total, self.pager) = (rows, total.words("건"), pager)
        hasRows = !rows.isEmpty
    }

    package struct Row: Sendable {
        /// The EXCHANGE_ID that COUFUN got.
        let id: String
        let barcode: String
        let what: String
        /// Where, for how much, what is left.
        let detail: String
        let exchanged: String
        let received: String

        package init(id: String, barcode: String, what: String, detail: String, exchanged: String, received: String) {
            (self.id, self.barcode, self.what, self.detail) = (id, barcode, what, detail)
            (self.exchanged, self.received) = (exchanged, received)
        }

        init(_ item: QuarantinedExchange, at now: Date) {
            let told = item.told
            let event = CouponEvent(told, isApplied: false)
            self.init(
                id: told.id.description, barcode: item.maskedBarcode, what: event.kind.word, detail: event.detail ?? "",
                exchanged: PageTime.exact(told.exchangedAt), received: PageTime.short(told.receivedAt, at: now))
        }
    }
}
