import Foundation

/// The settings that the web needs, as values.
package struct WebSettings: Sendable {
    /// `https://coupon.example.kr`: scheme, host and, when it is not the scheme's own, port.
    package let publicOrigin: String
    /// This process ends TLS itself.
    package let endsTLS: Bool
    /// The gateways are simulators: every page says so.
    package let isPractice: Bool
    package let trustedProxies: [AddressRange]
    package let webhookDoor: WebhookDoor
    /// COUFUN is asked about each redemption event.
    package let verifiesExchanges: Bool
    /// The text of `openapi.yaml`.
    package let openAPI: String

    package init(
        publicURL: URL, endsTLS: Bool = false, isPractice: Bool, trustedProxies: [AddressRange] = [],
        webhookDoor: WebhookDoor = WebhookDoor(tokens: [], allowed: []), verifiesExchanges: Bool = false,
        openAPI: String = ""
    ) {
        publicOrigin = Self.origin(publicURL)
        self.endsTLS = endsTLS
        self.isPractice = isPractice
        self.trustedProxies = trustedProxies
        self.webhookDoor = webhookDoor
        self.verifiesExchanges = verifiesExchanges
        self.openAPI = openAPI
    }

    package var isHTTPS: Bool { publicOrigin.hasPrefix("https://") }

    /// As a browser writes `Origin`: small letters, no path, no standard port.
    private static func origin(_ url: URL) -> String {
        let scheme = (url.scheme ?? "http").lowercased()
        let standard = scheme == "https" ? 443 : 80
        let port = url.port.flatMap { $0 == standard ? nil : ":\($0)" } ?? ""
        return "\(scheme)://\((url.host() ?? "localhost").lowercased())\(port)"
    }
}
