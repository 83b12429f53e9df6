import Accounts
import Campaigns
import Coupons
import HTTPTypes
import Hummingbird
import Support

/// `POST /api/v1/campaigns/{id}/pause|resume|stop`: 200 with the campaign as it stands then.
struct CampaignControlRoutes: Sendable {
    let control: CampaignControl
    let overview: CampaignOverview

    func add(to api: RouterGroup<SendingContext>) {
        api.post("campaigns/:id/pause") { request, context in
            try await answer(request, context) { id, reason in
                try await control.pause(id, reason: reason, by: context.principal)
            }
        }
        api.post("campaigns/:id/resume") { request, context in
            try await answer(request, context) { id, _ in try await control.resume(id, by: context.principal) }
        }
        api.post("campaigns/:id/stop") { request, context in
            try await answer(request, context) { id, reason in
                try await control.stop(id, reason: reason, by: context.principal)
            }
        }
    }

    private struct Body: Decodable {
        let reason: String?
    }

    private func answer(
        _ request: Request, _ context: SendingContext, _ act: (CampaignID, String) async throws -> Void
    ) async throws -> Response {
        let id = try context.id(of: CampaignSubject.self)
        let bytes = try await JSONBody.collect(request)
        let body = bytes.readableBytes == 0 ? nil : try JSONBody.decode(Body.self, from: bytes)
        try await act(id, body?.reason ?? "")
        guard let progress = try await overview.progress(of: id, in: context.principal.scope) else {
            throw Problem.notFound
        }
        return try JSONAnswer.response(CampaignAnswer(progress))
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
