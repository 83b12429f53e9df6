import Foundation
import Testing

@testable import CoufunSimulator

@Suite("The simulated catalogue")
struct CatalogueTests {
    @Test("has forty products with different ten-digit ids")
    func ids() {
        #expect(Catalogue.all.count == 40)
        #expect(Set(Catalogue.all.map(\.id)).count == 40)
        #expect(Catalogue.all.allSatisfy { $0.id.utf8.count == 10 && UInt64($0.id) != nil })
    }

    @Test("holds both kinds of validity, both kinds of coupon and something that is not on sale")
    func variety() {
        #expect(Catalogue.all.contains { $0.validity == .days(60) })
        #expect(Catalogue.all.contains { $0.validity == .endOfYear(ahead: 1) })
        #expect(Catalogue.all.contains { $0.kind == .amount })
        #expect(Catalogue.all.contains { !$0.isOnSale })
    }

    @Test("has a picture for every product")
    func pictures() throws {
        _ = try ProductImages()
    }

    @Test(
        "a coupon is good until the last day in Korea",
        arguments: [
            (Goods.Validity.days(60), "20270122"), (.endOfYear(ahead: 0), "20261231"),
            (.endOfYear(ahead: 1), "20271231"),
        ])
    func lastDay(validity: Goods.Validity, expected: String) {
        // 2026-11-22 15:30 UTC is already the 23rd in Korea.
        let day = validity.lastDay(from: Date(timeIntervalSince1970: 1_795_361_400))

        #expect(day == expected)
    }
}
