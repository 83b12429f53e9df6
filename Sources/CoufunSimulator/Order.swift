/// One accepted create call: what the vendor would put on the bill.
struct Order: Sendable, Equatable, Codable {
    let trId: String?
    let orderId: String
    let pocId: String
    let goodsId: String
    /// Won for one coupon.
    let price: Int
    let barcodes: [String]
    /// Barcodes as the reply names them: differs from `barcodes` only when a fault wanted it so.
    let named: [String]
    let validEnd: String
    /// `20261122140509`, Korean time.
    let time: String
}

/// One barcode and what is left of it.
struct Coupon: Sendable, Equatable, Codable {
    let barcode: String
    let orderId: String
    let pocId: String
    let goodsId: String
    let kind: Goods.Kind
    let total: Int
    var remain: Int
    var status = Status.unused
    let validEnd: String
    let orderDate: String
    var exchangeDate: String?
    var cancelDate: String?

    enum Status: String, Sendable, Codable {
        case unused = "000"
        case used = "001"
        case cancelled = "100"
    }
}

/// A redemption in a shop, as the webhook reports it.
struct Exchange: Sendable, Equatable, Codable {
    let number: Int
    let barcode: String
    /// `001` for an exchange, `000` when a shop takes one back.
    let status: Coupon.Status
    let date: String
    let branch: String
    let price: Int
    let balance: Int
}
