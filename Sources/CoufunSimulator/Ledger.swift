import Foundation
import Simulation

/// The vendor's books: every order, coupon and exchange. Only ever grows; a restart reads it back from the journal.
///
/// Every change is one `Entry`, made, applied and handed to the journal in this order.
struct Ledger: Sendable {
    private(set) var orders: [Order] = []
    private(set) var coupons: [String: Coupon] = [:]
    private(set) var exchanges: [Exchange] = []
    private(set) var acknowledged: Set<Int> = []
    private(set) var replied: Set<String> = []
    private var ordersByTRID: [String: [Int]] = [:]
    private let seed: Seed

    init(seed: Seed) { self.seed = seed }

    enum Entry: Sendable, Codable, Equatable {
        case issued(Order, kind: Goods.Kind)
        /// The reply of this order left whole.
        case replied(orderId: String)
        case cancelled(barcode: String, date: String)
        case exchanged(Exchange)
        /// The webhook answered `00`.
        case acknowledged(Int)
    }

    mutating func apply(_ entry: Entry) {
        switch entry {
        case .issued(let order, let kind):
            if let trID = order.trId { ordersByTRID[trID, default: []].append(orders.count) }
            orders.append(order)
            for barcode in order.barcodes {
                coupons[barcode] = Coupon(
                    barcode: barcode, orderId: order.orderId, pocId: order.pocId, goodsId: order.goodsId, kind: kind,
                    total: order.price, remain: order.price, validEnd: order.validEnd, orderDate: order.time)
            }
        case .replied(let orderID): replied.insert(orderID)
        case .cancelled(let barcode, let date):
            coupons[barcode]?.status = .cancelled
            coupons[barcode]?.remain = 0
            coupons[barcode]?.cancelDate = date
        case .exchanged(let exchange):
            exchanges.append(exchange)
            coupons[exchange.barcode]?.remain = exchange.balance
            coupons[exchange.barcode]?.exchangeDate = exchange.date
            coupons[exchange.barcode]?.status = exchange.balance == 0 ? .used : .unused
        case .acknowledged(let number): acknowledged.insert(number)
        }
    }

    /// The first order under this TR_ID.
    func order(trID: String?) -> Order? {
        trID.flatMap { ordersByTRID[$0]?.first }.map { orders[$0] }
    }

    var unacknowledged: [Exchange] { exchanges.filter { !acknowledged.contains($0.number) } }

    /// A new order of `count` coupons. Not applied yet.
    ///
    /// Numbers follow from the seed and the TR_ID, so that another order of arrival gives the same barcodes; a call
    /// without a TR_ID is told apart by how many orders there are.
    func newOrder(_ goods: Goods, price: Int, count: Int, fields: CallFields, now: Date, naming: Naming) -> Order {
        let root = fields.trID.map { "\($0)/\(ordersByTRID[$0]?.count ?? 0)" } ?? "untraced/\(orders.count)"
        let issued = naming == .oneMore ? count + 1 : count
        var barcodes: [String] = []
        for index in 0..<issued { barcodes.append(freshBarcode(root, index, besides: barcodes)) }
        let named: [String] =
            switch naming {
            case .asIssued, .oneMore: barcodes
            case .oneLess: Array(barcodes.dropLast())
            case .repeated where count > 1: Array(barcodes.dropLast()) + [barcodes[0]]
            case .repeated: [orders.last?.barcodes.first ?? barcodes[0]]
            }
        return Order(
            trId: fields.trID, orderId: orderNumber(root, now), pocId: fields.pocID, goodsId: goods.id, price: price,
            barcodes: barcodes, named: named, validEnd: goods.validity.lastDay(from: now),
            time: KoreanTime.compact(now))
    }

    /// How the reply names what was issued.
    enum Naming { case asIssued, oneLess, oneMore, repeated }

    /// 16 digits starting with 9, as gift coupons do; never one that is taken.
    private func freshBarcode(_ root: String, _ index: Int, besides taken: [String]) -> String {
        var attempt = 0
        while true {
            let number = seed.number("barcode", root, String(index), String(attempt)) % 1_000_000_000_000_000
            let digits = String(number)
            let barcode = "9" + String(repeating: "0", count: 15 - digits.count) + digits
            if coupons[barcode] == nil, !taken.contains(barcode) { return barcode }
            attempt += 1
        }
    }

    private func orderNumber(_ root: String, _ now: Date) -> String {
        let digits = String(seed.number("order", root) % 10_000_000_000)
        return KoreanTime.day(now) + String(repeating: "0", count: 10 - digits.count) + digits
    }
}

extension Goods.Validity {
    /// `20270121`: the last day on which a coupon issued at `now` is good.
    func lastDay(from now: Date) -> String {
        switch self {
        case .days(let days): KoreanTime.day(now.addingTimeInterval(Double(days) * 86_400))
        case .endOfYear(let years): "\(KoreanTime.year(now) + years)1231"
        }
    }
}
