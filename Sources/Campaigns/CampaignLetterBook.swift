import Accounts
import Cards
import Catalog
import Coufun
import Coupons
import Foundation
import MariaDB
import Messaging
import Support

/// The letters of campaigns: texts from the campaign's row, the card from template and product, prepared once.
package actor CampaignLetterBook: CampaignLetters {
    /// A prepared card holds one drawn background (about 2.5 MB); older campaigns are prepared again when needed.
    private static let kept = 8

    private let database: Database
    private let pictures: ProductPictures
    private let renderer: CardRenderer
    private var letters: [Campaign.ID: Task<CampaignLetter, any Error>] = [:]
    private var order: [Campaign.ID] = []

    package init(database: Database, pictures: ProductPictures, renderer: CardRenderer) {
        (self.database, self.pictures, self.renderer) = (database, pictures, renderer)
    }

    package func letter(of id: Campaign.ID) async throws -> CampaignLetter {
        if let known = letters[id] { return try await known.value }
        // Unstructured, because several messages of the campaign wait for the same preparation.
        let task = Task { try await self.prepare(id) }
        letters[id] = task
        order.append(id)
        if order.count > Self.kept { letters[order.removeFirst()] = nil }
        do {
            return try await task.value
        } catch {
            letters[id] = nil
            order.removeAll { $0 == id }
            throw error
        }
    }

    package nonisolated func rules(of campaigns: Set<Campaign.ID>) async throws -> [Campaign.ID: CampaignRules] {
        try await database.read { db in try CampaignRules.of(db, campaigns) }
    }

    package nonisolated func texts(of campaigns: Set<Campaign.ID>) async throws -> [Campaign.ID: CampaignTexts] {
        let found = try await database.read { db in try Campaign.all(db, ids: Array(campaigns), in: .all) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, CampaignTexts($0)) })
    }

    private func prepare(_ id: Campaign.ID) async throws -> CampaignLetter {
        let found = try await database.read { db -> (Campaign, Company, CardTemplate?, Product?)? in
            guard let campaign = try Campaign.find(db, id, in: .all),
                let company = try Company.find(db, campaign.companyID)
            else { return nil }
            return (
                campaign, company,
                try CardTemplate.find(db, campaign.templateID, version: campaign.templateVersion),
                try Product.find(db, campaign.goodsID, of: company.id)
            )
        }
        guard let (campaign, company, template, product) = found else { throw MessagingError.noLetter(id) }
        let picture: [UInt8]? = if let product { try await pictures.picture(of: product)?.bytes } else { nil }
        let card = try await renderer.prepare(
            template ?? BuiltInTemplates.plain,
            for: CampaignContent(
                productName: campaign.productName, companyName: company.name, notice: CardNotice.text,
                productImage: picture))
        return CampaignLetter(texts: CampaignTexts(campaign), card: card)
    }
}

extension CampaignTexts {
    fileprivate init(_ campaign: Campaign) {
        self.init(
            campaignID: campaign.id, productName: campaign.productName, title: campaign.title,
            message: campaign.message, callbackNumber: campaign.callbackNumber,
            isAdvertisement: campaign.purpose == .advertisement)
    }
}

/// What every card says at its foot.
enum CardNotice {
    static let text = "매장에서 바코드를 보여 주세요. 사용한 쿠폰은 다시 쓸 수 없습니다."
}

package enum CampaignsError: Error, Sendable, Equatable {
    case noSuchCampaign
}
