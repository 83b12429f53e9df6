import Accounts
import Catalog
import Foundation
import MariaDB
import Redis
import Sealing
import Support

/// What the web is built from: made once by the program, handed to every group of routes.
package struct WebParts: Sendable {
    package let database: Database
    package let personalData: PersonalData
    package let accounts: AccountDesk
    package let settings: WebSettings
    package let assets: Assets
    package let campaigns: CampaignParts
    package let shelf: ProductShelf
    package let pictures: ProductPictures
    /// What `/health/ready` asks.
    package let readiness: [ReadinessCheck]
    /// Draws refusals for people.
    package let drawProblem: DrawProblem

    package init(
        database: Database, personalData: PersonalData, accounts: AccountDesk, settings: WebSettings, assets: Assets,
        readiness: [ReadinessCheck], campaigns: CampaignParts, shelf: ProductShelf, pictures: ProductPictures,
        drawProblem: @escaping DrawProblem
    ) {
        (self.campaigns, self.shelf, self.pictures) = (campaigns, shelf, pictures)
        self.database = database
        self.personalData = personalData
        self.accounts = accounts
        self.settings = settings
        self.assets = assets
        self.readiness = readiness
        self.drawProblem = drawProblem
    }

    package var once: Once { Once(database: database, data: personalData) }
    package var cookie: SessionCookie { SessionCookie(isSecure: settings.isHTTPS) }
}

/// The settings that the web needs, as values.
package struct WebSettings: Sendable {
    /// `https://coupon.example.kr`: scheme, host and, when it is not the scheme's own, port.
    package let publicOrigin: String
    /// This process ends TLS itself.
    package let endsTLS: Bool
    /// The gateways are simulators: every page says so.
    package let isPractice: Bool
    package let trustedProxies: [AddressRange]
    /// Where product images come from, as CSP sources: `https://corp.coufun.kr:446`.
    package let imageSources: [String]
    /// The text of `openapi.yaml`.
    package let openAPI: String

    package init(
        publicURL: URL, endsTLS: Bool = false, isPractice: Bool, trustedProxies: [AddressRange] = [],
        imageSources: [String] = [], openAPI: String = ""
    ) {
        publicOrigin = Self.origin(publicURL)
        self.endsTLS = endsTLS
        self.isPractice = isPractice
        self.trustedProxies = trustedProxies
        self.imageSources = imageSources
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
