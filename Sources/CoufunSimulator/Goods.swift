/// One product the vendor sells.
struct Goods: Sendable, Equatable {
    let id: String
    let category: String
    let name: String
    /// Price in the shop and price for us, in won.
    let listPrice: Int
    let price: Int
    let validity: Validity
    var kind = Kind.barcode
    var isOnSale = true
    var imageFile: String

    /// How COUPON_TYPE names it: exchanged at once, or spent little by little.
    enum Kind: String, Sendable, Codable {
        case barcode = "BARCODE"
        case amount = "AMOUNT"
    }

    enum Validity: Sendable, Equatable {
        /// VALID_END_TYPE `D`: VALID_END_DATE is a number of days from the day of issue.
        case days(Int)
        /// VALID_END_TYPE `T`: VALID_END_DATE is the last day of the year that many years ahead.
        case endOfYear(ahead: Int)
    }
}
