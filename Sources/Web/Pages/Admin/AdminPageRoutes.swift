import Accounts
import CustomerService
import Foundation
import HTTPTypes
import Hummingbird
import Issuing
import Support

/// `/admin/…`: lists whose forms speak to the API.
struct AdminPageRoutes: Sendable {
    let desk: PageDesk
    let accounts: AccountDesk
    let issueOrders: IssueOrderDesk

    func add(to group: RouterGroup<AdministratorContext>) {
        group.get("/") { _, _ in Response.redirect(to: "/admin/users", type: .normal) }
        group.get("users", use: users)
        group.get("companies", use: companies)
        group.get("callback-numbers", use: callbackNumbers)
        group.get("issue-orders", use: issueOrders)
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
        let (numbers, total) = try await accounts.callbackNumbers.list(offset: paging.offset, limit: paging.size)
        let today = SeoulTime.day(of: Date())
        let page = CallbackNumbersPage(
            rows: numbers.map { CallbackNumberRow($0, on: today) }, total: total,
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

    private func activeCompanies() async throws -> [Company] {
        try await accounts.companies.list(limit: 1000).companies.filter { $0.state == .active }
    }
}
