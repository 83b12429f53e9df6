import Accounts
import Coufun
import Foundation
import MariaDB
import Support

extension Product {
    private static let columns: SQL = """
        goods_id, name, brand, price, validity_days, valid_until, image_address, sellable, fetched_at
        """

    private init(_ row: Row) throws {
        let validity: CoufunProduct.Validity =
            if let days: Int = try row.optional("validity_days") {
                .days(days)
            } else if let day: CalendarDay = try row.optional("valid_until") {
                .until(day)
            } else {
                .unstated
            }
        self.init(
            goodsID: try row.value("goods_id"), name: try row.value("name"), brand: try row.optional("brand"),
            price: Won(try row.value("price")), validity: validity, imageAddress: try row.optional("image_address"),
            sellable: try row.value("sellable"), fetchedAt: try row.value("fetched_at"))
    }

    static func all(_ db: Connection, of company: Company.ID) throws -> [Product] {
        try db.rows(
            """
            SELECT \(part: columns) FROM product WHERE company_id = \(company) ORDER BY sellable DESC, name, goods_id
            """
        ).map(Product.init)
    }

    package static func find(_ db: Connection, _ goodsID: String, of company: Company.ID) throws -> Product? {
        try db.rows(
            "SELECT \(part: columns) FROM product WHERE company_id = \(company) AND goods_id = \(goodsID)"
        ).first.map(Product.init)
    }

    /// Replaces a company's list by what COUFUN told: known ones are updated, new ones added, missing ones kept as not
    /// sellable, because campaigns refer to them.
    static func replace(_ db: Connection, of company: Company.ID, by products: [CoufunProduct], at now: Date) throws {
        let known = Set(try all(db, of: company).map(\.goodsID))
        var seen: Set<String> = []
        let unique = products.filter { $0.goodsID.utf8.count <= 20 && seen.insert($0.goodsID).inserted }
        try db.execute("UPDATE product SET sellable = 0 WHERE company_id = \(company)")
        for start in stride(from: 0, to: unique.count, by: 500) {
            let part = unique[start..<min(start + 500, unique.count)]
            try db.executeMany(
                """
                UPDATE product SET name = ?, brand = ?, price = ?, validity_days = ?, valid_until = ?, image_address = ?,
                    sellable = 1, fetched_at = ? WHERE company_id = ? AND goods_id = ?
                """,
                rows: part.filter { known.contains($0.goodsID) }.map {
                    $0.cells(now) + [company.sqlValue, $0.goodsID.sqlValue]
                })
            try db.insertMany(
                into: "product",
                columns: [
                    "name", "brand", "price", "validity_days", "valid_until", "image_address", "fetched_at",
                    "company_id",
                    "goods_id", "sellable",
                ],
                rows: part.filter { !known.contains($0.goodsID) }.map {
                    $0.cells(now) + [company.sqlValue, $0.goodsID.sqlValue, true.sqlValue]
                })
        }
    }
}

extension CoufunProduct {
    fileprivate func cells(_ now: Date) -> [SQL.Value] {
        let (days, day): (SQL.Value, SQL.Value) =
            switch validity {
            case .days(let days): (days.sqlValue, .null)
            case .until(let day): (.null, day.sqlValue)
            case .unstated: (.null, .null)
            }
        return [
            String(name.prefix(200)).sqlValue, brand.map { String($0.prefix(100)).sqlValue } ?? .null,
            price.amount.sqlValue, days, day, imageAddress.map { String($0.prefix(500)).sqlValue } ?? .null,
            now.sqlValue,
        ]
    }
}
