import Accounts
import Cards
import Catalog
import Coufun
import Foundation
import MariaDB
import Messaging
import Support

/// A card to look at before anything is sent: the real renderer, a void barcode, the words 견본 · 사용 불가.
package struct CardPreview: Sendable {
    let database: Database
    let shelf: ProductShelf
    let pictures: ProductPictures
    let renderer: CardRenderer

    package init(database: Database, shelf: ProductShelf, pictures: ProductPictures, renderer: CardRenderer) {
        (self.database, self.shelf, self.pictures, self.renderer) = (database, shelf, pictures, renderer)
    }

    /// `templateID`: nil for the default one.
    /// `title`: the message's title with placeholders: cards carry it as their greeting.
    package func sample(
        company id: Company.ID, goodsID: String, templateID: String?, title: String, recipientName: String,
        by principal: Principal, at now: Date = Date()
    ) async throws -> CardImage {
        guard principal.scope.allows(id), let company = try await database.read({ db in try Company.find(db, id) })
        else {
            throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.")
        }
        guard let product = try await shelf.product(goodsID, of: company) else {
            throw FieldProblems("goodsId", "상품을 먼저 골라 주세요.")
        }
        let chosen = templateID.flatMap { $0.isEmpty ? nil : $0 }
        let id = chosen.flatMap(CardTemplate.ID.init)
        let template = try await database.read { db in try CardTemplate.choice(db, id, of: company.id.ulid) }
        guard let template, chosen == nil || id != nil else {
            throw FieldProblems("templateId", "카드 디자인을 찾을 수 없습니다. 다시 골라 주세요.")
        }
        let values = Self.values(of: product, recipientName, at: now)
        return try await renderer.sample(
            template,
            for: CampaignContent(
                productName: product.name, companyName: company.name, notice: CardNotice.text,
                productImage: try await pictures.picture(of: product)?.bytes),
            content: CardContent(
                recipientName: recipientName, validUntil: values.validUntil, barcode: values.barcode,
                message: MessageText.fill(title, with: values)))
    }

    /// What the placeholders of the texts stand for in a sample.
    func sampleValues(
        company id: Company.ID, goodsID: String, recipientName: String, by principal: Principal, at now: Date
    ) async throws -> MessageText.Values {
        guard principal.scope.allows(id), let company = try await database.read({ db in try Company.find(db, id) })
        else { throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.") }
        guard let product = try await shelf.product(goodsID, of: company) else {
            throw FieldProblems("goodsId", "상품을 먼저 골라 주세요.")
        }
        return Self.values(of: product, recipientName, at: now)
    }

    private static func values(of product: Product, _ name: String, at now: Date) -> MessageText.Values {
        let validUntil: CalendarDay? =
            switch product.validity {
            case .days(let days): SeoulTime.day(of: now).adding(days: days)
            case .until(let day): day
            case .unstated: nil
            }
        return MessageText.Values(
            name: name, productName: product.name, validUntil: validUntil, barcode: "0000000000000000")
    }
}
