import CustomerService
import Hummingbird
import Redemption
import Support

/// `/api/v1/admin/exchange-events`: exchanges that wait because nobody's coupon has their barcode (보류).
struct ExchangeEventRoutes: Sendable {
    let quarantine: QuarantineDesk

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("exchange-events", use: list)
        admin.post("exchange-events/:id/set-aside", use: setAside)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        guard request.query("state") ?? "quarantined" == "quarantined" else {
            throw Problem.invalidQuery("state", "quarantined만 볼 수 있습니다.")
        }
        let (items, total) = try await quarantine.page(offset: page.offset, limit: page.size)
        return try JSONAnswer.response(PageAnswer(items.map(QuarantinedExchangeAnswer.init), page, total: total))
    }

    private func setAside(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: ToldExchange.self)
        guard try await quarantine.setAside(id.ulid, by: context.principal) else { throw Problem.notFound }
        return Response(status: .noContent)
    }
}

struct QuarantinedExchangeAnswer: Encodable, Sendable {
    /// The EXCHANGE_ID that COUFUN got.
    let id: String
    let barcode: String
    let status: String
    let exchangedAt: String
    @OrNull var branch: String?
    @OrNull var price: Int?
    @OrNull var balance: Int?
    let receivedAt: String

    init(_ item: QuarantinedExchange) {
        let told = item.told
        (id, barcode, status) = (told.id.description, item.maskedBarcode, told.status)
        exchangedAt = SeoulTime.rfc3339(told.exchangedAt)
        branch = told.branch
        price = told.price?.amount
        balance = told.balance?.amount
        receivedAt = SeoulTime.rfc3339(told.receivedAt)
    }
}
