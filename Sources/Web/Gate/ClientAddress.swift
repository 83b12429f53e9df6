import HTTPTypes
import Hummingbird

/// Where a request came from: the other end of the connection, or what a trusted proxy says of it.
package struct ClientAddress: Sendable {
    /// `TRUSTED_PROXIES`. Without one, `X-Forwarded-*` is what anybody can write, and is not looked at.
    private let trusted: [AddressRange]

    package init(trusted: [AddressRange]) { self.trusted = trusted }

    /// Walks `X-Forwarded-For` from its end: each hop was written by the one after it, and is believed only while
    /// that one is trusted.
    package func of(peer: String?, forwardedFor: [String]) -> String {
        guard let peer, var client = IPAddress(peer) else { return "unknown" }
        var hops = forwardedFor.joined(separator: ",").split(separator: ",").map { hop in
            String(hop.filter { $0 != " " })
        }
        while isTrusted(client), let hop = hops.popLast() {
            guard let next = IPAddress(Self.withoutPort(hop)) else { break }
            client = next
        }
        return client.description
    }

    package func isTrusted(peer: String?) -> Bool { peer.flatMap(IPAddress.init).map(isTrusted) ?? false }

    private func isTrusted(_ address: IPAddress) -> Bool { trusted.contains { $0.contains(address) } }

    /// Some proxies write `10.0.0.1:4711` and `[::1]:4711`.
    private static func withoutPort(_ hop: String) -> String {
        if hop.hasPrefix("["), let end = hop.firstIndex(of: "]") {
            return String(hop[hop.index(after: hop.startIndex)..<end])
        }
        let parts = hop.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : hop
    }
}

/// Notes the client's address in the context.
struct ClientAddressMiddleware: RouterMiddleware {
    typealias Context = WebContext
    let addresses: ClientAddress

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.clientAddress = addresses.of(peer: context.peer, forwardedFor: request.headers[values: .xForwardedFor])
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let xForwardedFor = Self("X-Forwarded-For")!
    static let xForwardedProto = Self("X-Forwarded-Proto")!
    static let xCSRFToken = Self("X-CSRF-Token")!
    static let secFetchSite = Self("Sec-Fetch-Site")!
    static let idempotencyKey = Self("Idempotency-Key")!
    static let requestID = Self("X-Request-Id")!
}
