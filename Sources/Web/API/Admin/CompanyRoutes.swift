import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/admin/companies`.
struct CompanyRoutes: Sendable {
    let companies: CompanyAdministration
    let once: Once

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("companies", use: list)
        admin.post("companies", use: create)
        admin.get("companies/:id", use: show)
        admin.patch("companies/:id", use: change)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let (found, total) = try await companies.list(
            matching: request.query("q"), sort: try request.sort(by: Company.SortField.self), offset: page.offset,
            limit: page.size)
        return try JSONAnswer.response(PageAnswer(found.map(CompanyAnswer.init), page, total: total))
    }

    private struct NewBody: SizedBody {
        static let limit = BodyLimit.form
        let name: String
        let pocId: String
    }

    private func create(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request, for: NewBody.self)
        let body = try JSONBody.decode(NewBody.self, from: bytes)
        let new = try NewCompany(name: body.name, pocID: body.pocId)
        return try await once.answer(request, context, body: bytes) { remember in
            let company = try await companies.create(new, by: context.principal.actor) { db, company in
                try remember(db, .created, CompanyAnswer(company))
            }
            return try JSONAnswer.response(CompanyAnswer(company), status: .created)
        }
    }

    private func show(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: Company.self)
        return try JSONAnswer.response(CompanyAnswer(try await companies.find(id)))
    }

    private struct ChangeBody: SizedBody {
        static let limit = BodyLimit.form
        let name: String?
        let pocId: String?
        let state: String?
        let optOutNumber: Patched
    }

    private func change(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: Company.self)
        let body = try await request.decode(as: ChangeBody.self, context: context)
        let change = try CompanyChange(
            name: body.name, pocID: body.pocId, state: body.state, optOutNumber: body.optOutNumber.text)
        let company = try await companies.change(id, change, by: context.principal.actor)
        return try JSONAnswer.response(CompanyAnswer(company))
    }
}

/// A company as the API tells it.
struct CompanyAnswer: Encodable, Sendable {
    let id: Company.ID
    let name: String
    let pocId: String
    let state: String
    @OrNull var optOutNumber: String?
    let createdAt: String

    init(_ company: Company) {
        id = company.id
        name = company.name
        pocId = company.pocID.text
        state = company.state.rawValue
        optOutNumber = company.optOutNumber?.digits
        createdAt = SeoulTime.rfc3339(company.createdAt)
    }
}
