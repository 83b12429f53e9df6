import Accounts
import Campaigns
import Coupons
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Issuing
import NIOCore
import Support

/// `/api/v1/admin/issue-orders`: orders that wait for a person (확인 필요).
struct IssueOrderRoutes: Sendable {
    let desk: IssueOrderDesk
    let once: Once

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("issue-orders", use: list)
        admin.get("issue-orders/open.csv", use: file)
        admin.post("issue-orders/retry", use: retry)
        admin.post("issue-orders/:id/resolve", use: resolve)
    }

    private struct ListAnswer: Encodable {
        let items: [IssueOrderAnswer]
        let page: Int
        let size: Int
        let total: Int
        let totalIsMore: Bool
        /// Won, of those that were counted.
        let amount: Int
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let state = try Self.state(request.query("state"))
        let found = try await desk.page(state, offset: page.offset, limit: page.size)
        return try JSONAnswer.response(
            ListAnswer(
                items: found.items.map(IssueOrderAnswer.init), page: page.page, size: page.size,
                total: found.total.count,
                totalIsMore: found.total.isMore, amount: found.amount.amount))
    }

    static func state(_ text: String?) throws(Problem) -> IssueOrder.State {
        switch text {
        case nil, "unconfirmed": .unconfirmed
        case "failed": .failed
        default: throw Problem.invalidQuery("state", "unconfirmed와 failed 가운데 하나로 볼 수 있습니다.")
        }
    }

    /// A list to send to COUFUN. No personal data, no barcodes; nothing in it can be a formula.
    private func file(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let orders = try await desk.openTransactions()
        var text = "\u{FEFF}TR_ID,POC_ID,GOODS_ID,수량,금액(원),첫 요청,마지막 요청\r\n"
        for facts in orders {
            let order = facts.order
            let times = [facts.calls.first, facts.calls.last].map { $0.map { SeoulTime.sql($0.startedAt) } ?? "" }
            text += "\(order.trID),\(order.pocID),\(order.goodsID),\(order.quantity),\(order.amount.amount),"
            text += "\(times[0]),\(times[1])\r\n"
        }
        let day = SeoulTime.day(of: Date())
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"coufun-open-\(day).csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private struct RetryBody: Decodable {
        let campaignId: String
    }

    private func retry(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(RetryBody.self, from: bytes)
        guard let campaign = CampaignID(body.campaignId) else { throw Problem.notFound }
        return try await once.answer(request, context, body: bytes) { remember in
            let count = try await desk.retryFailed(of: campaign, by: context.principal.actor) { db, count in
                try remember(db, .ok, ["coupons": count])
            }
            return try JSONAnswer.response(["coupons": count])
        }
    }

    private struct ResolveBody: Decodable {
        let outcome: String
        let barcodes: [String]?
        let orderId: String?
        let evidence: String?
    }

    private func resolve(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: IssueOrderSubject.self)
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(ResolveBody.self, from: bytes)
        let resolution = try IssueResolution(
            outcome: body.outcome, barcodes: body.barcodes ?? [], orderID: body.orderId, evidence: body.evidence ?? "")
        return try await once.answer(request, context, body: bytes) { remember in
            try await desk.resolve(
                id, resolution, by: context.principal.actor, user: context.principal.userID
            ) { db in
                try remember(db, .noContent, NothingToSay())
            }
            return Response(status: .noContent)
        }
    }
}

/// An order as the API tells it.
struct IssueOrderAnswer: Encodable, Sendable {
    struct Attempt: Encodable, Sendable {
        let number: Int
        let startedAt: String
        @OrNull var endedAt: String?
        @OrNull var outcome: String?
        @OrNull var httpStatus: Int?
        @OrNull var code: String?
        @OrNull var reason: String?
    }

    let id: IssueOrderID
    let trId: String
    let state: String
    let campaignId: CampaignID
    let eventName: String
    let companyName: String
    let goodsId: String
    let productName: String
    let quantity: Int
    let amount: Int
    let plannedAt: String
    @OrNull var note: String?
    let proposal: String
    let attempts: [Attempt]
    /// Masked, a list for each answer in which COUFUN said that it issued.
    let answers: [[String]]

    init(_ facts: IssueOrderFacts) {
        let order = facts.order
        (id, trId, state) = (order.id, order.trID, order.state.rawValue)
        (campaignId, eventName, companyName) = (order.campaignID, facts.campaign.eventName, facts.companyName)
        (goodsId, productName) = (order.goodsID, facts.campaign.productName)
        (quantity, amount) = (order.quantity, order.amount.amount)
        plannedAt = SeoulTime.rfc3339(order.plannedAt)
        note = order.note
        proposal = facts.proposal
        answers = facts.maskedAnswers
        attempts = facts.calls.map { call in
            Attempt(
                number: call.attempt, startedAt: SeoulTime.rfc3339(call.startedAt),
                endedAt: call.endedAt.map(SeoulTime.rfc3339), outcome: call.outcome, httpStatus: call.httpStatus,
                code: call.code, reason: call.reason)
        }
    }
}
