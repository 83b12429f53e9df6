import HTTPTypes
import Hummingbird

/// Sends plain HTTP to HTTPS when PUBLIC_URL says HTTPS. In front of it TLS ends at us or at a trusted proxy.
struct HTTPSMiddleware: RouterMiddleware {
    typealias Context = WebContext
    let publicOrigin: String
    let isRequired: Bool
    /// This process ends TLS itself: whatever arrives came encrypted.
    let endsTLS: Bool
    let addresses: ClientAddress

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard isRequired, !endsTLS, !isEncrypted(request, context), !request.uri.path.hasPrefix("/health/") else {
            return try await next(request, context)
        }
        guard request.method == .get || request.method == .head else {
            throw Problem(
                .forbidden, "https_required", "HTTPS로 접속해야 합니다",
                "암호화되지 않은 연결로는 요청을 받지 않습니다. \(publicOrigin) 주소로 다시 접속해 주세요.")
        }
        return .redirect(to: publicOrigin + request.uri.string, type: .permanent)
    }

    private func isEncrypted(_ request: Request, _ context: Context) -> Bool {
        addresses.isTrusted(peer: context.peer) && request.headers[.xForwardedProto] == "https"
    }
}
