import Campaigns
import CustomerService
import Foundation
import Issuing
import Support

/// `/admin/issue-orders`: what stopped at a person, and what it puts at risk.
package struct IssueOrdersPage: Page {
    package static let template = "admin/issue-orders"
    package let title = "확인 필요"
    package let area: PageArea? = .admin
    package let script = "issue-orders"
    let sections = AdminSection.tabs(current: .issueOrders)
    let total: String
    let amount: String
    let isUnconfirmed: Bool
    let rows: [Row]
    let hasRows: Bool
    let pager: Pager?

    package init(_ found: IssueOrderPage, state: IssueOrder.State, pager: Pager?, at now: Date) {
        total = found.total.grouped
        amount = found.amount.text
        isUnconfirmed = state == .unconfirmed
        rows = found.items.map { Row($0, at: now) }
        hasRows = !rows.isEmpty
        self.pager = pager
    }

    package struct Row: Sendable {
        let id: String
        let trID: String
        let campaignHref: String
        let campaignID: String
        let eventName: String
        let companyName: String
        let productName: String
        let quantity: Int
        let amount: String
        let age: String
        let exactly: String
        let note: String?
        let proposal: String
        let attempts: [Attempt]

        init(_ facts: IssueOrderFacts, at now: Date) {
            let order = facts.order
            (id, trID, quantity) = (order.id.description, order.trID, order.quantity)
            campaignID = order.campaignID.description
            campaignHref = "/campaigns/\(order.campaignID)"
            (eventName, companyName) = (facts.campaign.eventName, facts.companyName)
            (productName, amount) = (facts.campaign.productName, order.amount.text)
            age = PageTime.short(order.plannedAt, at: now)
            exactly = SeoulTime.page(order.plannedAt)
            (note, proposal) = (order.note, facts.proposal)
            attempts = facts.calls.map(Attempt.init)
        }
    }

    package struct Attempt: Sendable {
        let number: Int
        let when: String
        let result: String

        init(_ call: CallRecord) {
            number = call.attempt
            when = PageTime.exact(call.startedAt)
            let code = [call.code.map { "코드 \($0)" }, call.httpStatus.map { "HTTP \($0)" }].compactMap(\.self)
            let word =
                switch call.outcome {
                case "done": "발급 응답"
                case "refused": "거절"
                case "not_sent": "보내지 못함"
                case "unknown": "응답 없음"
                default: "처리 중에 끊김"
                }
            result = ([word] + code + [call.reason].compactMap(\.self)).joined(separator: " · ")
        }
    }
}
