import Accounts
import Campaigns
import Cards
import Foundation
import Hummingbird
import Support

/// `/admin/templates`: the gallery and the editor. Pictures and changes go over the API.
struct TemplatePageRoutes: Sendable {
    let desk: PageDesk
    let templates: TemplateDesk
    let companies: CompanyAdministration

    func add(to group: RouterGroup<AdministratorContext>) {
        group.get("templates", use: gallery)
        group.get("templates/new", use: copy)
        group.get("templates/:id", use: edit)
    }

    private func gallery(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request, defaultSize: 24)
        let (notes, total) = try await templates.page(offset: paging.offset, limit: paging.size)
        let page = TemplatesPage(
            rows: notes.map(TemplateRow.init), total: total,
            pager: Pager(page: paging.page, size: paging.size, total: Total(total), link: PageLink("/admin/templates")))
        return try desk.response(page, for: context.session)
    }

    private func copy(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let from = try request.queryID("from", of: CardTemplate.self) ?? BuiltInTemplates.all[0].id
        _ = try await templates.find(from)
        let companies = try await companies.list(limit: 1000).companies.filter { $0.state == .active }
        let page = TemplateEditorPage(
            copying: from.description, companies: companies.map { Choice($0.id.description, $0.name) })
        return try desk.response(page, for: context.session)
    }

    private func edit(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: CardTemplate.self)
        guard BuiltInTemplates.template(id) == nil else {
            return .redirect(to: "/admin/templates/new?from=\(id)", type: .normal)
        }
        let kept = try await templates.find(id)
        let company: Company? =
            if let company = kept.companyID { try await companies.find(Company.ID(company)) } else { nil }
        let page = TemplateEditorPage(
            editing: id.description, name: kept.template.name, reach: company?.name ?? "모든 고객사")
        return try desk.response(page, for: context.session)
    }
}
