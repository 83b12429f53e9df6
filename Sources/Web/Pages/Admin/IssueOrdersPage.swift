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

    package init(rows: [Row], total: Total, amount: Won, isUnconfirmed: Bool, pager: Pager?) {
        self.total = total.words("건")
        self.amount = amount.text + (total.isMore ? " 이상" : "")
        self.isUnconfirmed = isUnconfirmed
        self.rows = rows
        hasRows = !rows.isEmpty
        self.pager = pager
    }

    init(_ found: IssueOrderPage, state: IssueOrder.State, pager: Pager?, at now: Date) {
        self.init(
            rows: found.items.map { Row($0, at: now) }, total: found.total, amount: found.amount,
            isUnconfirmed: state == .unconfirmed, pager: pager)
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
        /// A line of masked barcodes for each answer of COUFUN.
        let answers: [String]
        let hasAnswers: Bool

        package init(
            id: String, trID: String, campaignID: String, eventName: String, companyName: String, productName: String,
            quantity: Int, amount: Won, age: String, exactly: String, note: String?, proposal: String,
            attempts: [Attempt], answers: [String] = []
        ) {
            (self.id, self.trID, self.campaignID, self.eventName) = (id, trID, campaignID, eventName)
            campaignHref = "/campaigns/\(campaignID)"
            (self.companyName, self.productName, self.quantity) = (companyName, productName, quantity)
            (self.amount, self.age, self.exactly) = (amount.text, age, exactly)
            (self.note, self.proposal, self.attempts) = (note, proposal, attempts)
            (self.answers, hasAnswers) = (answers, !answers.isEmpty)
        }

        init(_ facts: IssueOrderFacts, at now: Date) {
            let (order, campaign) = (facts.order, facts.campaign)
            self.init(
                id: order.id.description, trID: order.trID, campaignID: order.campaignID.description,
                eventName: campaign.eventName, companyName: facts.companyName, productName: campaign.productName,
                quantity: order.quantity, amount: order.amount, age: PageTime.short(order.plannedAt, at: now),
                exactly: SeoulTime.page(order.plannedAt), note: order.note, proposal: facts.proposal,
                attempts: facts.calls.map(Attempt.init),
                answers: facts.maskedAnswers.map { $0.joined(separator: ", ") })
        }
    }

    package struct Attempt: Sendable {
        let number: Int
        let when: String
        let result: String

        package init(number: Int, when: String, result: String) {
            (self.number, self.when, self.result) = (number, when, result)
        }

        init(_ call: CallRecord) {
            let code = [call.code.map { "코드 \($0)" }, call.httpStatus.map { "HTTP \($0)" }].compactMap(\.self)
            let word =
                switch call.outcome {
                case "done": "발급 응답"
                case "refused": "거절"
                case "not_sent": "보내지 못함"
                case "unknown": "응답 없음"
                case "cut_off": "우리 쪽에서 끊김"
                default: "처리 중에 끊김"
                }
            self.init(
                number: call.attempt, when: PageTime.exact(call.startedAt),
                result: ([word] + code + [call.reason].compactMap(\.self)).joined(separator: " · "))
        }
    }
}
