import Coufun
import Foundation
import MariaDB
import Support

extension ProductPictures {
    static func stored(_ db: Connection, _ hash: [UInt8]) throws -> CoufunImage? {
        try db.rows("SELECT kind, content FROM product_image WHERE address_hash = \(hash)").first.flatMap { row in
            guard let kind = CoufunImage.Kind(rawValue: try row.value("kind")) else { return nil }
            return CoufunImage(kind: kind, bytes: try row.value("content"))
        }
    }

    static func store(_ db: Connection, _ hash: [UInt8], _ image: CoufunImage, at now: Date) throws {
        do throws(any Error) {
            try db.execute(
                """
                INSERT INTO product_image (address_hash, kind, content, fetched_at)
                VALUES (\(hash), \(image.kind.rawValue), \(image.bytes), \(now))
                """)
        } catch MariaDBError.duplicateKey {
            return  // another process fetched it at the same moment
        }
    }
}
