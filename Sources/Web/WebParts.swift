import Accounts
import Campaigns
import Catalog
import Foundation
import MariaDB
import Operations
import OptOuts
import Redemption
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
    package let news: CampaignNews
    package let uploads = UploadDoor()
    package let templates: TemplateDesk
    package let shelf: ProductShelf
    package let pictures: ProductPictures
    package let optOuts: OptOutAdministration
    package let system: SystemDesk
    package let notices: SystemNotices
    package let exchanges: ExchangeDesk
    package let supplier: SupplierParts
    /// What `/health/ready` asks.
    package let readiness: [ReadinessCheck]
    package let renderer: PageRenderer

    /// `pageTemplates`: the directory of the pages' templates, read here once.
    /// - Throws: `PageTemplateError` when a page has no template.
    package init(
        database: Database, personalData: PersonalData, accounts: AccountDesk, settings: WebSettings, assets: Assets,
        readiness: [ReadinessCheck], campaigns: CampaignParts, supplier: SupplierParts, templates: TemplateDesk,
        shelf: ProductShelf, pictures: ProductPictures, optOuts: OptOutAdministration, system: SystemDesk,
        pageTemplates: URL
    ) async throws {
        self.supplier = supplier
        (self.campaigns, self.templates, self.shelf, self.pictures) = (campaigns, templates, shelf, pictures)
        let sessions = accounts.sessions
        news = CampaignNews(
            // Whoever follows was let in by the scope of their session; what they may is looked at again and again.
            progress: { ids in try await campaigns.overview.progress(of: ids, in: .all) },
            unchanged: { try await sessions.unchanged($0) })
        (self.optOuts, self.system, notices) = (optOuts, system, SystemNotices(system))
        self.database = database
        exchanges = ExchangeDesk(database: database, data: personalData, verifies: settings.verifiesExchanges)
        self.personalData = personalData
        self.accounts = accounts
        self.settings = settings
        self.assets = assets
        self.readiness = readiness
        renderer = try await PageRenderer(templates: pageTemplates)
    }

    package var once: Once { Once(database: database, data: personalData) }
    package var cookie: SessionCookie { SessionCookie(isSecure: settings.isHTTPS) }
}
