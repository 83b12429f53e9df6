import Accounts
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Issuing
import Operations
import OptOuts
import Support

/// `/admin/…`: lists whose forms speak to the API.
struct AdminPageRoutes: Sendable {
    let desk: PageDesk
    let accounts: AccountDesk
    let issueOrders: IssueOrderDesk
    let quarantine: QuarantineDesk
    let optOuts: OptOutAdministration
    let system: SystemDesk

    func add(to group: RouterGroup<AdministratorContext>) {
        group.get("/") { _, _ in Response.redirect(to: "/admin/users", type: .normal) }
        group.get("users", use: users)
        group.get("companies", use: companies)
        group.get("callback-numbers", use: callbackNumbers)
        group.get("issue-orders", use: issueOrders)
        group.get("exchange-events", use: exchangeEvents)
        group.get("opt-outs", use: listOptOuts)
        // A number that is looked for travels in the body: no address, history or log keeps it.
        group.post("opt-outs", use: searchOptOuts)
        group.get("system", use: showSystem)
    }

    private func users(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let (users, total) = try await accounts.users.list(offset: paging.offset, limit: paging.size)
        let now = Date()
        let page = UsersPage(
            rows: users.map { UserRow($0, at: now) }, total: total, companies: try await activeCompanies(),
            pager: Pager(page: paging.page, size: paging.size, total: total, link: PageLink("/admin/users")))
        return try desk.response(page, for: context.session)
    }

    private func companies(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let (companies, total) = try await accounts.companies.list(offset: paging.offset, limit: paging.size)
        let page = CompaniesPage(
            companies: companies, total: total,
            pager: Pager(page: paging.page, size: paging.size, total: total, link: PageLink("/admin/companies")))
        return try desk.response(page, for: context.session)
    }

    private func callbackNumbers(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let (numbers, total) = try await accounts.callbackNumbers.list(
            in: context.principal.scope, offset: paging.offset, limit: paging.size)
        let today = SeoulTime.day(of: Date())
        let held = try await system.heldNumbers(in: context.principal.scope)
        let page = CallbackNumbersPage(
            rows: numbers.map { CallbackNumberRow($0, on: today, held: held[$0.id]) }, total: total,
            companies: try await activeCompanies(),
            pager: Pager(page: paging.page, size: paging.size, total: total, link: PageLink("/admin/callback-numbers")))
        return try desk.response(page, for: context.session)
    }

    private func issueOrders(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let state = try IssueOrderRoutes.state(request.query("state"))
        let found = try await issueOrders.page(state, offset: paging.offset, limit: paging.size)
        let link = PageLink("/admin/issue-orders", [("state", state.rawValue)])
        let page = IssueOrdersPage(
            found, state: state,
            pager: Pager(page: paging.page, size: paging.size, total: found.total, link: link), at: Date())
        return try desk.response(page, for: context.session)
    }

    private func exchangeEvents(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let (items, total) = try await quarantine.page(offset: paging.offset, limit: paging.size)
        let (now, link) = (Date(), PageLink("/admin/exchange-events"))
        let page = ExchangeEventsPage(
            rows: items.map { ExchangeEventsPage.Row($0, at: now) }, total: total,
            pager: Pager(page: paging.page, size: paging.size, total: total, link: link))
        return try desk.response(page, for: context.session)
    }

    private func listOptOuts(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let paging = try PageRequest(request)
        let (items, total) = try await optOuts.list(
            in: context.principal.scope, offset: paging.offset, limit: paging.size)
        let page = OptOutsPage(
            rows: items.map(OptOutRow.init), total: total, companies: try await activeCompanies(),
            pager: Pager(page: paging.page, size: paging.size, total: total, link: PageLink("/admin/opt-outs")))
        return try desk.response(page, for: context.session)
    }

    private func searchOptOuts(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 4096)
        let typed = FormFields(String(buffer: body)).entered("q") ?? ""
        guard !typed.isEmpty else { return try await listOptOuts(request, context) }
        let query = OptOutQuery(typed: typed)
        let found =
            query == nil
            ? ([], .none) : try await optOuts.list(in: context.principal.scope, matching: query, offset: 0, limit: 100)
        let page = OptOutsPage(
            rows: found.0.map(OptOutRow.init), total: found.1, query: typed,
            problem: query == nil ? "휴대폰번호 전체나 뒤 4자리를 입력해 주세요." : nil, companies: try await activeCompanies(),
            pager: nil)
        return try desk.response(page, for: context.session)
    }

    private func showSystem(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        try desk.response(SystemPage(try await system.state()), for: context.session)
    }

    private func activeCompanies() async throws -> [Company] {
        try await accounts.companies.list(limit: 1000).companies.filter { $0.state == .active }
    }
}
