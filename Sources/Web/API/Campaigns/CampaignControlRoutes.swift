import Accounts
import Campaigns
import Coupons
import HTTPTypes
import Hummingbird
import Support

/// `POST /api/v1/campaigns/{id}/pause|resume|stop`: 200 with the campaign as it stands then.
struct CampaignControlRoutes: Sendable {
    let control: CampaignControl
    let once: Once

    func add(to api: RouterGroup<SendingContext>) {
        api.post("campaigns/:id/pause") { request, context in
            try await answer(request, context) { id, reason, alongside in
                try await control.pause(id, reason: reason, by: context.principal, alongside: alongside)
            }
        }
        api.post("campaigns/:id/resume") { request, context in
            try await answer(request, context) { id, _, alongside in
                try await control.resume(id, by: context.principal, alongside: alongside)
            }
        }
        api.post("campaigns/:id/stop") { request, context in
            try await answer(request, context) { id, reason, alongside in
                try await control.stop(id, reason: reason, by: context.principal, alongside: alongside)
            }
        }
    }

    private struct Body: Decodable {
        let reason: String?
    }

    private func answer(
        _ request: Request, _ context: SendingContext,
        _ act: (CampaignID, String, @escaping AlongsideCampaign) async throws -> CampaignProgress
    ) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let bytes = try await JSONBody.collect(request)
        let body = bytes.readableBytes == 0 ? nil : try JSONBody.decode(Body.self, from: bytes)
        return try await once.answer(request, context, body: bytes) { remember in
            let changed = try await act(id, body?.reason ?? "") { db, progress in
                try remember(db, .ok, CampaignAnswer(progress))
            }
            return try JSONAnswer.response(CampaignAnswer(changed))
        }
    }
}

extension NotAllowedNow: ProblemConvertible {
    package var problem: Problem { Problem(.conflict, "not_allowed_now", "지금은 할 수 없습니다", reason) }
}

extension CampaignsError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .noSuchCampaign: .notFound
        }
    }
}
