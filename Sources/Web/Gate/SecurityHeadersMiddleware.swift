import HTTPTypes
import Hummingbird

/// What every answer tells the browser not to do.
struct SecurityHeadersMiddleware: RouterMiddleware {
    typealias Context = WebContext
    private let contentSecurityPolicy: String
    private let isHTTPS: Bool

    /// Product images come from us, so no other source stands in the policy.
    init(isHTTPS: Bool) {
        contentSecurityPolicy =
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
            + "form-action 'self'"
        self.isHTTPS = isHTTPS
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] = contentSecurityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("X-Frame-Options")!] = "DENY"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        response.headers[HTTPField.Name("Permissions-Policy")!] = "camera=(), microphone=(), geolocation=()"
        response.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] = "same-origin"
        if isHTTPS { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
        // Pages and answers hold personal data; only assets say otherwise.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
