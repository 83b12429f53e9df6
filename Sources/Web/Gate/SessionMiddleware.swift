import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Finds out who asks: by `Authorization: Bearer`, else by the browser's cookie.
struct SessionMiddleware: RouterMiddleware {
    typealias Context = WebContext
    let sessions: Sessions
    let origin: OriginCheck

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // Whoever signs in need not be anybody yet, nor the one an older cookie stands for.
        guard request.uri.path != "/api/v1/auth/login" else {
            try origin.check(request)
            return try await next(request, context)
        }
        var context = context
        if let authorization = request.headers[.authorization] {
            // A client that shows a token means that one: a cookie beside it counts for nothing.
            context.session = try await session(bearer: authorization, context)
        } else if let token = request.cookies[SessionCookie.name]?.value {
            context.session = try await sessions.session(for: token, address: context.clientAddress)
            if let session = context.session, request.method.changes { try origin.check(request, session, sessions) }
        } else if request.method.changes {
            try origin.check(request)
        }
        if let session = context.session {
            context.logger[metadataKey: "user.id"] = "\(session.principal.userID)"
            context.signedIn.set(session.principal.userID)
        }
        return try await next(request, context)
    }

    private func session(bearer authorization: String, _ context: Context) async throws -> Session? {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return try await sessions.session(
            for: parts[1].trimmingCharacters(in: .whitespaces), address: context.clientAddress)
    }
}

extension HTTPRequest.Method {
    /// GET never changes anything here.
    var changes: Bool { self != .get && self != .head && self != .options }
}
