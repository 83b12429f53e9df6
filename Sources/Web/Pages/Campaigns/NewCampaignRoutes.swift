import Accounts
import Campaigns
import Cards
import Foundation
import Hummingbird
import MariaDB
import Operations
import Support

/// `/campaigns/new` and the sample pictures of its card gallery.
struct NewCampaignRoutes: Sendable {
    let desk: PageDesk
    let parts: WebParts

    func add(to group: RouterGroup<SendingContext>) {
        group.get("campaigns/new", use: show)
        group.get("campaigns/cards/:template", use: card)
    }

    private func show(_ request: Request, _ context: SendingContext) async throws -> Response {
        let principal = context.principal
        let companies = try await parts.companies(for: principal)
        let numbers = try await parts.accounts.callbackNumbers.list(in: principal.scope, limit: 1000).numbers
        let held = try await parts.system.heldNumbers(in: principal.scope)
        let senders =
            principal.isAdministrator ? companies : [try await parts.accounts.companies.find(principal.companyID)]
        let today = SeoulTime.day(of: Date())
        let company = principal.scope.companyID?.ulid
        let templates = try await parts.database.read { db in try CardTemplate.choices(db, of: company) }
        let page = NewCampaignPage(
            companies: companies.map { Choice($0.id.description, $0.name, selected: companies.count == 1) },
            callbackNumbers: numbers.filter { $0.isUsable(on: today) && held[$0.id] == nil }.map { number in
                NewCampaignPage.Sender(
                    companyID: number.companyID.description, digits: number.number.digits,
                    shown: number.number.hyphenated, label: number.label.isEmpty ? nil : number.label)
            },
            templates: templates.enumerated().map { index, template in
                NewCampaignPage.Template(
                    id: template.id.description, name: template.name,
                    companyID: template.companyID?.description, selected: index == 0)
            },
            adverts: Dictionary(
                uniqueKeysWithValues: senders.map { sender in
                    let number = sender.optOutNumber?.hyphenated ?? ""
                    return (sender.id.description, NewCampaignPage.Advert(name: sender.name, number: number))
                }))
        return try desk.response(page, for: context.session)
    }

    /// A template with the chosen product on it, drawn as a real card would be.
    private func card(_ request: Request, _ context: SendingContext) async throws -> Response {
        guard let file = context.parameters.get("template"), file.hasSuffix(".jpg") else { throw Problem.notFound }
        let company = try request.queryID("companyId", of: Company.self) ?? context.principal.companyID
        let image = try await parts.campaigns.preview.sample(
            company: company, goodsID: request.query("goodsId") ?? "", templateID: String(file.dropLast(4)), title: "",
            recipientName: "홍길동", by: context.principal)
        return .card(image, keptSeconds: 600)
    }
}
