import Accounts
import Campaigns
import Hummingbird
import Recipients
import Support

/// `POST /api/v1/campaigns/preflight`: whether everything a release needs stands ready.
struct PreflightRoutes: Sendable {
    let preflight: Preflight
    let imports: RecipientImports

    func add(to api: RouterGroup<SendingContext>) {
        api.post("campaigns/preflight", use: check)
    }

    private struct Body: Decodable {
        let companyId: Company.ID?
        let goodsId: String?
        let unitPrice: Int?
        let callbackNumber: String?
        let coupons: Int?
        /// A list that could not be released is refused here too.
        let importId: String?
    }

    private struct Answer: Encodable {
        struct Check: Encodable { let subject, state, text: String }
        let ready: Bool
        let checks: [Check]
    }

    private func check(_ request: Request, _ context: SendingContext) async throws -> Response {
        let body = try await request.decode(as: Body.self, context: context)
        if let list = body.importId { _ = try await imports.settled(list, for: context.principal) }
        let checks = try await preflight.checks(
            Preflight.Question(
                companyID: body.companyId ?? context.principal.companyID, goodsID: body.goodsId,
                unitPrice: body.unitPrice, callbackNumber: body.callbackNumber,
                coupons: min(max(0, body.coupons ?? 0), 20_000)),
            by: context.principal)
        return try JSONAnswer.response(
            Answer(
                ready: checks.allSatisfy { $0.state != .blocked },
                checks: checks.map { .init(subject: $0.subject.rawValue, state: $0.state.rawValue, text: $0.text) }))
    }
}
