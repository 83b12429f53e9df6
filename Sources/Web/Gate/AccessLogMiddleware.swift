import HTTPTypes
import Hummingbird
import Logging
import Metrics

/// One line a request, after its answer: what, how it ended, how long it took, by which account. No query, no address,
/// no name.
struct AccessLogMiddleware: RouterMiddleware {
    typealias Context = WebContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        do {
            var response = try await next(request, context)
            response.headers[.requestID] = context.requestID
            note(request, context, status: response.status.code, since: start)
            return response
        } catch {
            note(request, context, status: 500, since: start)
            throw error
        }
    }

    private func note(_ request: Request, _ context: Context, status: Int, since start: ContinuousClock.Instant) {
        let duration = ContinuousClock.now - start
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        Timer(label: "http.request.duration", dimensions: [("method", request.method.metricName)])
            .recordSeconds(seconds)
        Counter(
            label: "http.requests",
            dimensions: [("method", request.method.metricName), ("status", "\(status / 100)xx")]
        ).increment()
        let level: Logger.Level = isQuiet(request, status) ? .debug : .info
        var metadata: Logger.Metadata = [
            "http.method": "\(request.method.metricName)", "http.path": "\(MaskedPath(request.uri.path))",
            "http.status": "\(status)", "duration.ms": "\((seconds * 10_000).rounded() / 10)",
        ]
        if let user = context.signedIn.user { metadata["user.id"] = "\(user)" }
        context.logger.log(level: level, "Request", metadata: metadata)
    }

    /// Style sheets and health checks would drown the rest.
    private func isQuiet(_ request: Request, _ status: Int) -> Bool {
        status < 400 && (request.uri.path.hasPrefix("/assets/") || request.uri.path.hasPrefix("/health/"))
    }
}

extension HTTPRequest.Method {
    /// Few values only: a client may send any word as a method.
    fileprivate var metricName: String {
        switch self {
        case .get, .head, .post, .put, .patch, .delete, .options: rawValue
        default: "other"
        }
    }
}
