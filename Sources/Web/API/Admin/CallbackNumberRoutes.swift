import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Support

/// `/api/v1/admin/callback-numbers`.
struct CallbackNumberRoutes: Sendable {
    let numbers: CallbackNumberAdministration
    let once: Once

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("callback-numbers", use: list)
        admin.post("callback-numbers", use: register)
        admin.patch("callback-numbers/:id", use: change)
        admin.delete("callback-numbers/:id", use: remove)
    }

    private func list(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let page = try PageRequest(request)
        let (found, total) = try await numbers.list(
            in: context.principal.scope(choosing: try request.queryID("companyId", of: Company.self)),
            sort: try request.sort(by: CallbackNumber.SortField.self), offset: page.offset, limit: page.size)
        let today = SeoulTime.day(of: Date())
        return try JSONAnswer.response(
            PageAnswer(found.map { CallbackNumberAnswer($0, today: today) }, page, total: total))
    }

    private struct NewBody: SizedBody {
        static let limit = BodyLimit.form
        let companyId: String
        let number: String
        let label: String?
        let expiresOn: String?
    }

    private func register(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let bytes = try await JSONBody.collect(request, for: NewBody.self)
        let body = try JSONBody.decode(NewBody.self, from: bytes)
        let new = try NewCallbackNumber(
            companyID: body.companyId, number: body.number, label: body.label, expiresOn: body.expiresOn)
        let today = SeoulTime.day(of: Date())
        return try await once.answer(request, context, body: bytes) { remember in
            let number = try await numbers.register(new, by: context.principal.actor) { db, number in
                try remember(db, .created, CallbackNumberAnswer(number, today: today))
            }
            return try JSONAnswer.response(CallbackNumberAnswer(number, today: today), status: .created)
        }
    }

    private struct ChangeBody: SizedBody {
        static let limit = BodyLimit.form
        let label: String?
        let expiresOn: Patched
    }

    private func change(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let id = try context.id(of: CallbackNumber.self)
        let body = try await request.decode(as: ChangeBody.self, context: context)
        let change = try CallbackNumberChange(label: body.label, expiresOn: body.expiresOn.text)
        let number = try await numbers.change(id, change, by: context.principal.actor)
        return try JSONAnswer.response(CallbackNumberAnswer(number, today: SeoulTime.day(of: Date())))
    }

    private func remove(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        try await numbers.remove(try context.id(of: CallbackNumber.self), by: context.principal.actor)
        return Response(status: .noContent)
    }
}

/// A callback number as the API tells it.
struct CallbackNumberAnswer: Encodable, Sendable {
    let id: CallbackNumber.ID
    let companyId: Company.ID
    let companyName: String
    let number: String
    let display: String
    let label: String
    let expiresOn: String?
    let usable: Bool
    let createdAt: String

    init(_ number: CallbackNumber, today: CalendarDay) {
        id = number.id
        companyId = number.companyID
        companyName = number.companyName
        self.number = number.number.digits
        display = number.number.hyphenated
        label = number.label
        expiresOn = number.expiresOn?.description
        usable = number.isUsable(on: today)
        createdAt = SeoulTime.rfc3339(number.createdAt)
    }
}
