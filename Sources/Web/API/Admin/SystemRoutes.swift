import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Safeguards
import Support
import UMS

/// `/api/v1/admin/system`: the state of the system, its brakes and its alerts.
struct SystemRoutes: Sendable {
    let desk: SystemDesk

    func add(to admin: RouterGroup<AdministratorContext>) {
        admin.get("system", use: show)
        admin.post("system/hold", use: hold)
        admin.post("system/lift", use: lift)
        admin.post("alerts/:id/close", use: closeAlert)
    }

    private func show(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        try JSONAnswer.response(SystemAnswer(try await desk.state()))
    }

    private struct HoldBody: Decodable {
        let halts: String
        let reason: String
    }

    private func hold(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let body = try await request.decode(as: HoldBody.self, context: context)
        guard let halts = Hold.Halts(rawValue: body.halts) else {
            throw FieldProblems("halts", "issuing, sending, all 가운데 하나로 골라 주세요.")
        }
        try await desk.hold(halts, reason: body.reason, by: context.principal)
        return try await show(request, context)
    }

    private struct LiftBody: Decodable {
        let scope: String
        /// Left out for the system.
        let subject: String?
        let halts: String?
    }

    private func lift(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        let body = try await request.decode(as: LiftBody.self, context: context)
        guard let scope = Hold.Scope(rawValue: body.scope) else {
            throw FieldProblems("scope", "system, company, callback_number, campaign 가운데 하나로 골라 주세요.")
        }
        let subject = scope == .system ? Hold.system : body.subject.flatMap { ULID($0) }
        guard let subject else { throw FieldProblems("subject", "무엇의 정지를 풀지 골라 주세요.") }
        let halts = body.halts.flatMap(Hold.Halts.init(rawValue:))
        guard try await desk.lift(scope, subject, halts, by: context.principal) else {
            throw Problem(
                .conflict, "not_allowed_now", "멈춰 있지 않습니다", "이미 풀렸거나 다시 시작할 수 없는 정지입니다. 화면을 새로고침해 주세요.")
        }
        return try await show(request, context)
    }

    private func closeAlert(_ request: Request, _ context: AdministratorContext) async throws -> Response {
        guard try await desk.closeAlert(try context.id(of: Alert.self), by: context.principal) else {
            throw Problem.notFound
        }
        return Response(status: .noContent)
    }
}

/// `GET /admin/system`.
struct SystemAnswer: Encodable, Sendable {
    struct Agent: Encodable, Sendable {
        let ready: Bool
        let problems: [String]
        /// `one-transaction` or `three-steps`.
        let handover: String
        let preparing, waiting, scheduled, pending: Int
        @OrNull var oldestWaitingAt: String?
        @OrNull var oldestPendingAt: String?
        @OrNull var lastResultAt: String?
    }
    struct Supplier: Encodable, Sendable {
        let waiting: Int
        @OrNull var lastSuccessAt: String?
        @OrNull var lastFailureAt: String?
        @OrNull var failureReason: String?
    }
    struct OpenAlert: Encodable, Sendable {
        let id: Alert.ID
        let kind: String
        let text: String
        let times: Int
        let firstAt: String
        let lastAt: String
    }
    struct HeldBack: Encodable, Sendable {
        let scope: String
        @OrNull var subject: String?
        let name: String
        let halts: String
        let cause: String
        let reason: String
        @OrNull var heldBy: String?
        let heldAt: String
    }

    let at: String
    let agent: Agent
    let supplier: Supplier
    let alerts: [OpenAlert]
    let holds: [HeldBack]

    init(_ state: SystemState) {
        at = SeoulTime.rfc3339(state.at)
        let queue = state.queue
        agent = Agent(
            ready: state.tables.problems.isEmpty, problems: state.tables.problems,
            handover: state.isOneTransaction ? "one-transaction" : "three-steps", preparing: queue.preparing.count,
            waiting: queue.waiting.count, scheduled: queue.scheduled.count, pending: queue.pending.count,
            oldestWaitingAt: queue.oldestWaiting.map(SeoulTime.rfc3339),
            oldestPendingAt: queue.oldestPending.map(SeoulTime.rfc3339),
            lastResultAt: queue.lastResult.map(SeoulTime.rfc3339))
        supplier = Supplier(
            waiting: state.supplier.waiting.count, lastSuccessAt: state.supplier.lastSuccess.map(SeoulTime.rfc3339),
            lastFailureAt: state.supplier.lastFailure.map(SeoulTime.rfc3339),
            failureReason: state.supplier.failureReason)
        alerts = state.alerts.map {
            OpenAlert(
                id: $0.id, kind: $0.kind.rawValue, text: $0.text, times: $0.times,
                firstAt: SeoulTime.rfc3339($0.firstAt), lastAt: SeoulTime.rfc3339($0.lastAt))
        }
        holds = state.holds.map { named in
            let hold = named.hold
            return HeldBack(
                scope: hold.scope.rawValue, subject: hold.scope == .system ? nil : "\(hold.subject)", name: named.name,
                halts: hold.halts.rawValue, cause: hold.cause.rawValue, reason: hold.reason, heldBy: named.person,
                heldAt: SeoulTime.rfc3339(hold.heldAt))
        }
    }
}
