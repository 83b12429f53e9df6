import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Draws an error page for a person.
package typealias DrawProblem = @Sendable (Problem, Request, WebContext) async throws -> Response

/// Turns every error into an answer: problem+json for programs, a page for people. Nothing else does.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = WebContext
    let draw: DrawProblem

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem.of(error) ?? unexpected(error, context)
            return try await answer(problem, request, context)
        }
    }

    private func answer(_ problem: Problem, _ request: Request, _ context: Context) async throws -> Response {
        guard request.isForPeople else { return try problem.response(requestID: context.requestID) }
        if request.method == .get || request.method == .head, let elsewhere = elsewhere(problem, request) {
            return .redirect(to: elsewhere, type: .normal)
        }
        do {
            return try await draw(problem, request, context)
        } catch {
            context.logger.error("Error page not drawn", metadata: ["error": "\(error)"])
            return try problem.response(requestID: context.requestID)
        }
    }

    /// Where a person can do something about it: signing in, changing the password.
    private func elsewhere(_ problem: Problem, _ request: Request) -> String? {
        switch problem.code {
        case Problem.unauthorized.code:
            let allowed = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
            let next = request.uri.string.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
            return request.uri.string == "/" ? "/login" : "/login?next=\(next)"
        case Problem.passwordChangeRequired.code: return "/password"
        default: return nil
        }
    }

    private func unexpected(_ error: any Error, _ context: Context) -> Problem {
        if error is CancellationError { return .busy }
        var metadata: Logger.Metadata = ["error": "\(error)"]
        if let user = context.signedIn.user { metadata["user.id"] = "\(user)" }
        context.logger.error("Request failed", metadata: metadata)
        return .internalError
    }
}

extension Request {
    /// Whether a person looks at the answer; programs get JSON.
    var isForPeople: Bool {
        let path = uri.path
        return !["/api", "/health", "/metrics", "/webhooks", "/assets"].contains { prefix in
            path == prefix || path.hasPrefix(prefix + "/")
        }
    }
}
