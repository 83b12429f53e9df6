import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Simulation

/// `/oracle`: what the vendor knows, for tests that compare it with what the product knows. Not part of the interface.
struct OracleRoutes: Sendable {
    let supplier: Supplier
    let webhook: ExchangeWebhook

    func add(to router: Router<CallContext>) {
        router.get("oracle") { _, _ in try json(await supplier.oracle()) }
        router.get("oracle/settings") { _, _ in try json(await supplier.behaviour) }
        router.post("oracle/settings") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            do {
                return try json(await supplier.change(Data(body.readableBytesView)))
            } catch let error as InvalidSettings {
                return try json(Problems(problems: error.problems), status: .unprocessableContent)
            }
        }
        router.post("oracle/exchange") { request, context in
            let wish = try await request.decode(as: ExchangeWish.self, context: context)
            do {
                return try json(await webhook.exchange(wish))
            } catch let error as ExchangeRefused {
                return try json(Problems(problems: [error.description]), status: .conflict)
            }
        }
    }

    private func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    private struct Problems: Encodable { let problems: [String] }
}

/// The answer of `GET /oracle`.
struct Oracle: Sendable, Encodable {
    let seed: UInt64
    let issued: [Issued]
    let coupons: [CouponEntry]
    let exchanges: [Exchange]
    let unacknowledgedExchanges: Int
    let tally: Supplier.Tally

    enum CodingKeys: String, CodingKey {
        case seed, issued, coupons, exchanges, tally
        case unacknowledgedExchanges = "unacknowledged_exchanges"
    }

    /// One order.
    struct Issued: Sendable, Encodable {
        let order: Order
        let replySent: Bool
        let statuses: [Coupon.Status]

        enum CodingKeys: String, CodingKey {
            case trID = "tr_id"
            case orderID = "order_id"
            case pocID = "poc_id"
            case goodsID = "goods_id"
            case count, barcodes, price, amount, status, statuses, time
            case validEnd = "valid_end"
            case replySent = "reply_sent"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(order.trId, forKey: .trID)
            try container.encode(order.orderId, forKey: .orderID)
            try container.encode(order.pocId, forKey: .pocID)
            try container.encode(order.goodsId, forKey: .goodsID)
            try container.encode(order.barcodes.count, forKey: .count)
            try container.encode(order.barcodes, forKey: .barcodes)
            try container.encode(order.price, forKey: .price)
            try container.encode(order.price * order.barcodes.count, forKey: .amount)
            try container.encode(Set(statuses).count == 1 ? statuses[0].rawValue : "mixed", forKey: .status)
            try container.encode(statuses, forKey: .statuses)
            try container.encode(order.time, forKey: .time)
            try container.encode(order.validEnd, forKey: .validEnd)
            try container.encode(replySent, forKey: .replySent)
        }
    }

    /// One barcode.
    struct CouponEntry: Sendable, Encodable {
        let coupon: Coupon

        enum CodingKeys: String, CodingKey {
            case barcode, kind, total, remain, status
            case orderID = "order_id"
            case goodsID = "goods_id"
            case validEnd = "valid_end"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(coupon.barcode, forKey: .barcode)
            try container.encode(coupon.kind, forKey: .kind)
            try container.encode(coupon.total, forKey: .total)
            try container.encode(coupon.remain, forKey: .remain)
            try container.encode(coupon.status, forKey: .status)
            try container.encode(coupon.orderId, forKey: .orderID)
            try container.encode(coupon.goodsId, forKey: .goodsID)
            try container.encode(coupon.validEnd, forKey: .validEnd)
        }
    }
}

extension Supplier {
    func oracle() -> Oracle {
        let issued = ledger.orders.map { order in
            Oracle.Issued(
                order: order, replySent: ledger.replied.contains(order.orderId),
                statuses: order.barcodes.compactMap { ledger.coupons[$0]?.status })
        }
        let coupons = ledger.orders.flatMap(\.barcodes).compactMap { ledger.coupons[$0] }
        return Oracle(
            seed: seed.value, issued: issued, coupons: coupons.map(Oracle.CouponEntry.init),
            exchanges: ledger.exchanges, unacknowledgedExchanges: ledger.unacknowledged.count, tally: tally)
    }
}
