import Accounts
import Campaigns
import Coupons
import HTTPTypes
import Hummingbird
import Messaging
import Support

/// `POST /api/v1/campaigns/{id}/test-send`, the same for what is still a draft, and what became of it.
struct TestSendRoutes: Sendable {
    let sending: TestSending
    let overview: CampaignOverview
    let once: Once

    func add(to api: RouterGroup<SendingContext>) {
        api.post("campaigns/test-send", use: ofDraft)
        api.post("campaigns/:id/test-send", use: ofCampaign)
        api.get("campaigns/test-sends/:id", use: show)
    }

    private struct DraftBody: Decodable {
        let companyId: Company.ID?
        let goodsId: String
        let templateId: String?
        let purpose: String?
        let title: String
        let message: String
        let callbackNumber: String
        let recipientName: String?
        let phone: String
    }

    private struct PhoneBody: Decodable {
        let phone: String
    }

    private struct Begun: Encodable {
        let id: TestSend.ID
        let state = "waiting"
    }

    private struct Answer: Encodable {
        let id: TestSend.ID
        let state: String
        @OrNull var note: String?

        init(_ test: TestSend) {
            (id, note) = (test.id, test.note)
            switch test.state {
            case .composed, .handingOver: state = "waiting"
            case .queued: state = "queued"
            case .delivered: state = "delivered"
            case .failed: state = "failed"
            }
        }
    }

    private func ofDraft(_ request: Request, _ context: SendingContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(DraftBody.self, from: bytes)
        let wish = TestSending.Wish(
            companyID: body.companyId ?? context.principal.companyID, goodsID: body.goodsId,
            templateID: body.templateId, purpose: body.purpose ?? "", title: body.title, message: body.message,
            callbackNumber: body.callbackNumber, recipientName: body.recipientName ?? "", phone: body.phone)
        return try await once.answer(request, context, body: bytes) { try await send(wish, context, $0) }
    }

    private func ofCampaign(_ request: Request, _ context: SendingContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request)
        let body = try JSONBody.decode(PhoneBody.self, from: bytes)
        let id = try context.id(of: CampaignSubject.self)
        guard let campaign = try await overview.progress(of: id, in: context.principal.scope)?.campaign else {
            throw Problem.notFound
        }
        let wish = TestSending.Wish(
            companyID: campaign.companyID, campaignID: id, goodsID: campaign.goodsID,
            templateID: campaign.templateID.description, purpose: campaign.purpose.rawValue, title: campaign.title,
            message: campaign.message, callbackNumber: campaign.callbackNumber, recipientName: "", phone: body.phone)
        return try await once.answer(request, context, body: bytes) { try await send(wish, context, $0) }
    }

    private func send(
        _ wish: TestSending.Wish, _ context: SendingContext, _ remember: @escaping Once.Remember
    ) async throws -> Response {
        let id = try await sending.send(wish, by: context.principal) { db, id in
            try remember(db, .accepted, Begun(id: id))
        }
        return try JSONAnswer.response(Begun(id: id), status: .accepted)
    }

    private func show(_ request: Request, _ context: SendingContext) async throws -> Response {
        let id = try context.id(of: TestSend.self)
        guard let test = try await sending.find(id, of: context.principal) else { throw Problem.notFound }
        return try JSONAnswer.response(Answer(test))
    }
}
