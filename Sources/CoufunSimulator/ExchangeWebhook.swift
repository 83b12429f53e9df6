import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Simulation

/// Redeems barcodes as a shop would and reports each exchange to the product until it answers `00`.
struct ExchangeWebhook: Service {
    let supplier: Supplier
    let client: HTTPClient
    let logger: Logger

    /// Reports again what was not acknowledged, every `webhookRetrySeconds`.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .seconds(max(0.05, await supplier.behaviour.webhookRetrySeconds)))
                for exchange in await supplier.ledger.unacknowledged { _ = await report(exchange, asForm: false) }
            }
        }
    }

    /// Books the exchange and reports it once; what is not acknowledged follows later.
    func exchange(_ wish: ExchangeWish) async throws -> ExchangeResult {
        let exchange = try await supplier.redeem(wish)
        guard wish.report ?? true else { return ExchangeResult(exchange: exchange, acknowledged: false, reply: nil) }
        let copies = max(1, min(wish.copies ?? 1, 20))
        let replies = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<copies { group.addTask { await report(exchange, asForm: wish.form ?? false) } }
            return await group.reduce(into: [String?]()) { $0.append($1) }
        }
        let acknowledged = await supplier.ledger.acknowledged.contains(exchange.number)
        return ExchangeResult(exchange: exchange, acknowledged: acknowledged, reply: replies.compactMap { $0 }.first)
    }

    /// - Returns: what the product answered, nil when it did not.
    private func report(_ exchange: Exchange, asForm: Bool) async -> String? {
        guard let address = await supplier.behaviour.webhookURL else { return nil }
        do {
            var request = HTTPClientRequest(url: address)
            request.method = .POST
            let body = asForm ? exchange.form : try exchange.json
            request.headers.add(
                name: "Content-Type", value: asForm ? "application/x-www-form-urlencoded" : "application/json")
            request.body = .bytes(ByteBuffer(string: body))
            let response = try await client.execute(request, timeout: .seconds(10))
            let text = String(buffer: try await response.body.collect(upTo: 64 << 10))
            if Self.resultCode(text) == "00" { try await supplier.record(.acknowledged(exchange.number)) }
            return text
        } catch {
            logger.warning("Exchange not reported", metadata: ["error": "\(error)"])
            return nil
        }
    }

    private static func resultCode(_ text: String) -> String? {
        let object = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any]  // not JSON: no code
        return object?["RESULTCODE"] as? String
    }
}

/// `POST /oracle/exchange`.
struct ExchangeWish: Sendable, Decodable {
    let barcode: String
    /// Won; all that is left when missing.
    var price: Int?
    var branch: String?
    /// Takes back the last exchange of this barcode.
    var undo: Bool?
    /// `false` books it without reporting it.
    var report: Bool?
    /// Reports it so many times at once.
    var copies: Int?
    var form: Bool?
}

struct ExchangeResult: Sendable, Encodable {
    let exchange: Exchange
    let acknowledged: Bool
    let reply: String?
}

struct ExchangeRefused: Error, CustomStringConvertible {
    let description: String
}

extension Supplier {
    func redeem(_ wish: ExchangeWish, now: Date = Date()) async throws -> Exchange {
        guard let coupon = ledger.coupons[wish.barcode] else { throw ExchangeRefused(description: "No such barcode.") }
        guard coupon.status != .cancelled else { throw ExchangeRefused(description: "The coupon is cancelled.") }
        let last = ledger.exchanges.last { $0.barcode == coupon.barcode }
        let price: Int
        let balance: Int
        if wish.undo == true {
            guard let last, last.status == .used else { throw ExchangeRefused(description: "Nothing to take back.") }
            (price, balance) = (last.price, coupon.remain + last.price)
        } else {
            price = coupon.kind == .barcode ? coupon.total : wish.price ?? coupon.remain
            balance = coupon.remain - price
            guard price > 0, balance >= 0 else { throw ExchangeRefused(description: "Not enough is left.") }
        }
        let exchange = Exchange(
            number: ledger.exchanges.count + 1, barcode: coupon.barcode, status: wish.undo == true ? .unused : .used,
            date: KoreanTime.compact(now), branch: wish.branch ?? "강남역점", price: price, balance: balance)
        try await record(.exchanged(exchange))
        return exchange
    }
}

extension Exchange {
    private var fields: [(String, String)] {
        [
            ("BARCODE_NUM", barcode), ("STATUS", status.rawValue), ("EXCHANGE_DATE", date), ("BRANCH_NAME", branch),
            ("PRICE", String(price)), ("BALANCE", String(balance)),
        ]
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let object = Dictionary(uniqueKeysWithValues: fields)
            return String(decoding: try encoder.encode(object), as: UTF8.self)
        }
    }

    var form: String {
        let unreserved = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7F}"))
        return fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "")"
        }.joined(separator: "&")
    }
}
