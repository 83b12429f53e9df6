import Coufun
import Foundation
import Support

/// An article that a company may send, as last told by COUFUN.
package struct Product: Sendable, Equatable {
    package let goodsID: String
    package let name: String
    package let brand: String?
    package let price: Won
    package let validity: CoufunProduct.Validity
    /// As COUFUN gave it; pages use our own address, see ``ProductPictures``.
    package let imageAddress: String?
    /// False when COUFUN's newest list no longer holds it.
    package let sellable: Bool
    package let fetchedAt: Date

    /// For pages: `발급일부터 60일` or `2027-01-21(목)까지`.
    package var validityText: String {
        switch validity {
        case .days(let days): "발급일부터 \(days)일"
        case .until(let day): "\(day.page)까지"
        case .unstated: "상품 안내 참조"
        }
    }
}

/// A company's products and how far they can be trusted.
package struct ProductList: Sendable {
    package let products: [Product]
    package let fetchedAt: Date?
    /// COUFUN could not be asked just now; this is what was stored before.
    package let stale: Bool
    /// Korean, why it is stale.
    package let problem: String?
}
