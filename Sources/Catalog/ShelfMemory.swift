import Accounts
import Coufun
import Foundation
import Redis
import Support

/// Redis in front of the product table: a company's list for half a minute, shared by all processes.
///
/// Only a copy that may be lost: Redis away or empty costs a query of the database.
struct ShelfMemory: Sendable {
    private static let lifetime: Duration = .seconds(30)

    let redis: RedisClient?

    func products(of company: Company.ID) async -> [Product]? {
        guard let redis, let bytes = try? await redis.getBytes(Self.key(company)) else { return nil }
        // What an older program left there cannot be read: the database is asked.
        return try? JSONDecoder().decode([Entry].self, from: Data(bytes)).map(\.product)
    }

    func remember(_ products: [Product], of company: Company.ID) async {
        guard let redis, let json = try? JSONEncoder().encode(products.map(Entry.init)) else { return }
        _ = try? await redis.set(Self.key(company), Array(json), for: Self.lifetime)  // only a copy
    }

    func forget(_ company: Company.ID) async {
        _ = try? await redis?.delete(Self.key(company))  // it is forgotten in half a minute anyway
    }

    private static func key(_ company: Company.ID) -> String { "products:\(company)" }

    /// A product as it is kept in Redis.
    private struct Entry: Codable {
        let goodsID: String, name: String
        let brand: String?
        let price: Won
        let days: Int?
        let until: String?
        let image: String?
        let sellable: Bool
        let fetchedAt: Date

        init(_ product: Product) {
            (goodsID, name, brand, price) = (product.goodsID, product.name, product.brand, product.price)
            (image, sellable, fetchedAt) = (product.imageAddress, product.sellable, product.fetchedAt)
            switch product.validity {
            case .days(let count): (days, until) = (count, nil)
            case .until(let day): (days, until) = (nil, day.description)
            case .unstated: (days, until) = (nil, nil)
            }
        }

        var product: Product {
            let validity: CoufunProduct.Validity =
                days.map { .days($0) } ?? until.flatMap(CalendarDay.init).map { .until($0) } ?? .unstated
            return Product(
                goodsID: goodsID, name: name, brand: brand, price: price, validity: validity, imageAddress: image,
                sellable: sellable, fetchedAt: fetchedAt)
        }
    }
}
