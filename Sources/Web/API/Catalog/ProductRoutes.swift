import Accounts
import Catalog
import Coufun
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// `/api/v1/products`: what a company may send.
struct ProductRoutes: Sendable {
    let shelf: ProductShelf
    let pictures: ProductPictures
    let companies: CompanyAdministration

    func add(to api: Doors) {
        api.sending.get("products", use: list)
        api.sending.get("products/:goodsId", use: show)
        // It stands on the pages of C/S too.
        api.working.get("products/:goodsId/image", use: image)
    }

    private struct ListAnswer: Encodable {
        let items: [ProductAnswer]
        let total: Int
        @OrNull var fetchedAt: String?
        let stale: Bool
        /// Korean, why the list could not be renewed.
        @OrNull var notice: String?
    }

    private func list(_ request: Request, _ context: SendingContext) async throws -> Response {
        let company = try await company(request, context)
        let found = try await shelf.products(of: company, refresh: request.query("refresh") == "true")
        let text = request.query("q")?.lowercased() ?? ""
        let matching = found.products.filter { product in
            text.isEmpty || product.name.lowercased().contains(text) || product.goodsID.contains(text)
                || (product.brand?.lowercased().contains(text) ?? false)
        }
        return try JSONAnswer.response(
            ListAnswer(
                items: matching.map { ProductAnswer($0, stale: found.stale) }, total: matching.count,
                fetchedAt: found.fetchedAt.map(SeoulTime.rfc3339), stale: found.stale, notice: found.problem))
    }

    private func show(_ request: Request, _ context: SendingContext) async throws -> Response {
        let product = try await product(request, context)
        let age = Date().timeIntervalSince(product.fetchedAt)
        return try JSONAnswer.response(ProductAnswer(product, stale: age > 2 * ProductShelf.freshSeconds))
    }

    /// The picture comes from us, so that a page never loads from elsewhere and tells nobody who looks at what.
    private func image(_ request: Request, _ context: WorkingContext) async throws -> Response {
        let product = try await product(request, context)
        guard let picture = try await pictures.picture(of: product) else { throw Problem.notFound }
        let type = picture.kind == .jpeg ? "image/jpeg" : "image/png"
        return Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "private, max-age=86400"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.bytes)))
    }

    private func product(_ request: Request, _ context: some SignedIn) async throws -> Product {
        let company = try await company(request, context)
        guard let goodsID = context.parameters.get("goodsId"),
            let product = try await shelf.product(goodsID, of: company)
        else { throw Problem.notFound }
        return product
    }

    /// Prices are a company's own: a member's company, or the one that an administrator names.
    private func company(_ request: Request, _ context: some SignedIn) async throws -> Company {
        let named = try request.queryID("companyId", of: Company.self)
        let scope = context.principal.scope(choosing: named)
        return try await companies.find(scope.companyID ?? context.principal.companyID)
    }
}

/// A product as the API tells it.
struct ProductAnswer: Encodable, Sendable {
    let goodsId: String
    let name: String
    @OrNull var brand: String?
    let price: Int
    @OrNull var imageUrl: String?
    let validity: String
    let sellable: Bool
    let fetchedAt: String
    let stale: Bool

    init(_ product: Product, stale: Bool) {
        goodsId = product.goodsID
        name = product.name
        brand = product.brand
        price = product.price.amount
        imageUrl = product.imageAddress == nil ? nil : "/api/v1/products/\(product.goodsID)/image"
        validity = product.validityText
        sellable = product.sellable
        fetchedAt = SeoulTime.rfc3339(product.fetchedAt)
        self.stale = stale
    }
}
