import HTTPTypes
import Hummingbird
import Logging
import Support

/// One thing that readiness depends on.
package struct ReadinessCheck: Sendable {
    package let name: String
    /// Without a required one nothing works; without another the system is slower.
    package let isRequired: Bool
    /// Throws when the thing cannot be used.
    package let check: @Sendable () async throws -> Void

    package init(_ name: String, isRequired: Bool, check: @escaping @Sendable () async throws -> Void) {
        (self.name, self.isRequired, self.check) = (name, isRequired, check)
    }
}

/// `/health/live`: the process answers. `/health/ready`: it can work.
struct HealthRoutes: Sendable {
    let checks: [ReadinessCheck]
    /// A check is told to stop after this; a database call ends by its own time-out.
    private static let patience: Duration = .seconds(3)

    func add(to router: Router<WebContext>) {
        router.get("health/live") { _, _ in try JSONAnswer.response(["status": "ok"]) }
        router.get("health/ready", use: ready)
    }

    private struct Answer: Encodable {
        let status: String
        let checks: [String: String]
    }

    private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
        let results = await withTaskGroup(of: (ReadinessCheck, Bool).self) { group in
            for check in checks { group.addTask { (check, await passes(check, context.logger)) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let isReady = results.allSatisfy { $1 || !$0.isRequired }
        let isWhole = results.allSatisfy(\.1)
        let answer = Answer(
            status: isReady ? (isWhole ? "ready" : "degraded") : "unavailable",
            checks: Dictionary(
                results.map { ($0.name, $1 ? "ok" : $0.isRequired ? "unavailable" : "degraded") },
                uniquingKeysWith: { $1 }))
        return try JSONAnswer.response(answer, status: isReady ? .ok : .serviceUnavailable)
    }

    private func passes(_ check: ReadinessCheck, _ logger: Logger) async -> Bool {
        do {
            // Not a child task: a check that hangs is left behind, not waited for.
            let checking = Task { try await check.check() }
            defer { checking.cancel() }
            return try await checking.value(within: Self.patience) != nil
        } catch {
            logger.debug("Not ready", metadata: ["check": "\(check.name)", "error": "\(error)"])
            return false
        }
    }
}
