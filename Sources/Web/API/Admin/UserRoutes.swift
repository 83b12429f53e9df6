import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/admin/users`.
struct UserRoutes: Sendable {
    let users: UserAdministration
    let once: Once

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("users", use: list)
        admin.post("users", use: create)
        admin.get("users/:id", use: show)
        admin.patch("users/:id", use: change)
        admin.delete("users/:id", use: deactivate)
        admin.post("users/:id/approve", use: approve)
        admin.post("users/:id/unlock", use: unlock)
        admin.post("users/:id/reset-password", use: resetPassword)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let filter = User.Filter(
            company: try request.queryID("companyId", of: Company.self),
            role: try request.query("role", as: Role.self), state: try request.query("state", as: User.State.self),
            text: request.query("q"))
        let (found, total) = try await users.list(
            filter, sort: try request.sort(by: User.SortField.self), offset: page.offset, limit: page.size)
        let now = Date()
        return try JSONAnswer.response(PageAnswer(found.map { UserAnswer($0, at: now) }, page, total: total))
    }

    private struct NewBody: SizedBody {
        static let limit = BodyLimit.form
        let companyId: String
        let loginId: String
        let name: String
        let email: String?
        let phone: String?
        let role: String
        let permissions: [String]?
        let password: String?
        /// `pending`: an administrator has to approve the account before it can be used.
        let state: String?
    }

    private func create(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request, for: NewBody.self)
        let body = try JSONBody.decode(NewBody.self, from: bytes)
        guard [nil, "active", "pending"].contains(body.state) else {
            throw FieldProblems("state", "새 사용자의 상태는 active 또는 pending이어야 합니다.")
        }
        let new = try NewUser(
            companyID: body.companyId, loginID: body.loginId, name: body.name, email: body.email, phone: body.phone,
            role: body.role, permissions: body.permissions, password: body.password, isPending: body.state == "pending")
        let now = Date()
        return try await once.answer(request, context, body: bytes) { remember in
            let created = try await users.create(new, by: context.principal.actor) { db, created in
                try remember(db, .created, UserAnswer(created, at: now))
            }
            return try JSONAnswer.response(UserAnswer(created, at: now), status: .created)
        }
    }

    private func show(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let user = try await users.find(try context.id(of: User.self))
        return try JSONAnswer.response(UserAnswer(user, at: Date()))
    }

    private struct ChangeBody: SizedBody {
        static let limit = BodyLimit.form
        let name: String?
        let email: Patched
        let phone: Patched
        let companyId: String?
        let role: String?
        let permissions: [String]?
        let state: String?
    }

    private func change(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: User.self)
        let body = try await request.decode(as: ChangeBody.self, context: context)
        let change = try UserChange(
            name: body.name, email: body.email.text, phone: body.phone.text, companyID: body.companyId, role: body.role,
            permissions: body.permissions, state: body.state)
        let user = try await users.change(id, change, by: context.principal)
        return try JSONAnswer.response(UserAnswer(user, at: Date()))
    }

    private func deactivate(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        _ = try await users.deactivate(try context.id(of: User.self), by: context.principal)
        return Response(status: .noContent)
    }

    private func approve(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let user = try await users.approve(try context.id(of: User.self), by: context.principal.actor)
        return try JSONAnswer.response(UserAnswer(user, at: Date()))
    }

    private func unlock(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let user = try await users.unlock(try context.id(of: User.self), by: context.principal.actor)
        return try JSONAnswer.response(UserAnswer(user, at: Date()))
    }

    private func resetPassword(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let reset = try await users.resetPassword(try context.id(of: User.self), by: context.principal.actor)
        return try JSONAnswer.response(UserAnswer(reset, at: Date()))
    }
}
