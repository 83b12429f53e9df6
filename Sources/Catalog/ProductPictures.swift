import Coufun
import Crypto
import Foundation
import MariaDB
import Support

/// Product pictures: fetched from COUFUN once, kept in the database, served by us.
package struct ProductPictures: Sendable {
    let database: Database
    let coufun: CoufunClient

    package init(database: Database, coufun: CoufunClient) {
        (self.database, self.coufun) = (database, coufun)
    }

    /// The picture of a product; nil when COUFUN has none or cannot be reached and none is stored.
    package func picture(of product: Product) async throws -> CoufunImage? {
        guard let address = product.imageAddress else { return nil }
        let hash = Array(SHA256.hash(data: Array(address.utf8)))
        if let stored = try await database.read({ db in try Self.stored(db, hash) }) { return stored }
        guard let image = await coufun.image(at: address) else { return nil }
        try await database.write { db in try Self.store(db, hash, image, at: Date()) }
        return image
    }
}
