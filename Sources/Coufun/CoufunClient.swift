import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Support

/// COUFUN over HTTPS: form POST out, XML back (requirements 4.1, docs/sources.md §2).
///
/// It never retries: whether a call may be repeated is decided by the ledger, which has the attempts on record. Every
/// request asks for its connection to be closed, so that a call never dies on a connection that was already dead.
package struct CoufunClient: Sendable {
    let client: HTTPClient
    let baseURL: String
    private let timeout: Duration
    private let lateReplies: Duration
    let logger: Logger

    /// `baseURL`: `https://corp.coufun.kr:446`, without a path.
    /// `timeout`: when a call without an answer counts as unknown.
    /// `lateReplies`: how long the connection of such a `create` is read on.
    package init(
        client: HTTPClient, baseURL: String, timeout: Duration, lateReplies: Duration = .seconds(300), logger: Logger
    ) {
        (self.client, self.baseURL, self.timeout) = (client, baseURL, timeout)
        (self.lateReplies, self.logger) = (lateReplies, logger)
    }

    package func products(pocID: String) async -> CoufunReply<[CoufunProduct]> {
        await call(
            "coufunProduct.do", [("POC_ID", pocID)], within: timeout, upTo: CoufunXML.maxListBytes,
            read: CoufunReplies.products)
    }

    /// Issues `count` (1–10) coupons under `trID`, which must already be on record.
    ///
    /// When no answer comes in time the reply is `unknown` and `late` is still reading: its reply, should one come,
    /// resolves the order.
    package func create(pocID: String, goodsID: String, count: Int, trID: String) async -> CreateCall {
        let form = [("POC_ID", pocID), ("GOODS_ID", goodsID), ("CREATE_CNT", String(count)), ("TR_ID", trID)]
        // Unstructured on purpose: the reading outlives the time-out.
        let reading = Task { [self, lateReplies] in
            await call("coufunCreate.do", form, within: timeout + lateReplies, read: CoufunReplies.created)
        }
        guard let inTime = await reading.value(withinWhole: timeout) else {
            return CreateCall(
                reply: CoufunReply(outcome: .unknown(reason: "no answer within \(timeout)")), late: reading)
        }
        return CreateCall(reply: inTime, late: nil)
    }

    package func status(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<CoufunCouponStatus> {
        await call(
            "coufunPartAmountStatus.do", [("POC_ID", pocID), ("GOODS_ID", goodsID), ("BARCODE_NUM", barcode)],
            within: timeout, read: CoufunReplies.status)
    }

    /// Cancels a coupon. Code 18 (already cancelled) comes back as a refusal of kind `state`.
    package func cancel(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<String?> {
        await call(
            "coufunPartCancel.do", [("POC_ID", pocID), ("GOODS_ID", goodsID), ("BARCODE_NUM", barcode)],
            within: timeout, read: { reply in .some(reply.first("CANCEL_DATE")) })
    }

    /// Never cut short: what a call that left us made of a coupon would be unknown. So it is not cancelled with the task
    /// that waits for it. `limit`: for the whole reply; the library's own ends with its head.
    private func call<Answer>(
        _ path: String, _ form: [(String, String)], within limit: Duration, upTo maxBytes: Int = CoufunXML.maxBytes,
        read: @escaping @Sendable (CoufunElement) -> Answer?
    ) async -> CoufunReply<Answer> {
        let reading = Task { await exchange(path, form, within: limit, upTo: maxBytes, read: read) }
        guard let reply = await reading.value(withinWhole: limit) else {
            reading.cancel()
            return CoufunReply(outcome: .unknown(reason: "no whole answer within \(limit)"))
        }
        return reply
    }

    private func exchange<Answer>(
        _ path: String, _ form: [(String, String)], within limit: Duration, upTo maxBytes: Int,
        read: @escaping @Sendable (CoufunElement) -> Answer?
    ) async -> CoufunReply<Answer> {
        var request = HTTPClientRequest(url: "\(baseURL)/b2c_api/\(path)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded; charset=UTF-8")
        request.headers.add(name: "Accept", value: "application/xml, text/xml")
        request.headers.add(name: "Connection", value: "close")
        request.body = .bytes(ByteBuffer(string: FormBody.encode(form)))
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: .init(limit), logger: nil)
        } catch {
            return CoufunReply(outcome: Self.outcome(of: error), wasCutOffByUs: Self.isOurOwnEnd(error))
        }
        let status = Int(response.status.code)
        do {
            let body = Array(buffer: try await response.body.collect(upTo: maxBytes))
            let charset = response.headers.first(name: "Content-Type").flatMap(Self.charset)
            let outcome = try await NIOThreadPool.singleton.runIfActive {  // a list of some megabytes takes a while
                CoufunReplies.outcome(status: status, bytes: body, charset: charset, upTo: maxBytes, read: read)
            }
            return CoufunReply(outcome: outcome, httpStatus: status, body: body)
        } catch {
            return CoufunReply(
                outcome: .unknown(reason: "reply cut short: \(Self.name(of: error))"), httpStatus: status,
                wasCutOffByUs: Self.isOurOwnEnd(error))
        }
    }

    /// The process is being stopped and has closed its client.
    private static func isOurOwnEnd(_ error: any Error) -> Bool {
        error is CancellationError || error as? HTTPClientError == .cancelled
    }

    /// Failing before the request left means nothing was sent; every later failure leaves it open.
    private static func outcome<Answer>(of error: any Error) -> CoufunOutcome<Answer> {
        switch error {
        case let error as HTTPClientError
        where [
            .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost,
            .alreadyShutdown,
        ].contains(error):
            .notSent(reason: name(of: error))
        case is NIOConnectionError: .notSent(reason: "connection refused or host unknown")
        case let error as ChannelError where error.isConnectTimeout: .notSent(reason: "connect timeout")
        case let error as NIOSSLError where error.isHandshakeFailure: .notSent(reason: "TLS handshake failed")
        case let error as IOError where error.errnoCode == ECONNREFUSED: .notSent(reason: "connection refused")
        default: .unknown(reason: name(of: error))
        }
    }

    private static func name(of error: any Error) -> String { String(String(describing: error).prefix(200)) }

    private static func charset(_ contentType: String) -> String? {
        guard let range = contentType.range(of: "charset=", options: .caseInsensitive) else { return nil }
        return contentType[range.upperBound...].split(separator: ";").first.map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
        }
    }
}

/// The answer of a `create` in time, and, when there was none, the call that is still being read.
package struct CreateCall: Sendable {
    package let reply: CoufunReply<CreatedCoupons>
    package let late: Task<CoufunReply<CreatedCoupons>, Never>?

    package init(reply: CoufunReply<CreatedCoupons>, late: Task<CoufunReply<CreatedCoupons>, Never>? = nil) {
        (self.reply, self.late) = (reply, late)
    }
}

extension Task where Failure == Never {
    /// Its value, or nil when that takes longer. A cancelled caller waits all the same: a stopping worker must not cut a call.
    fileprivate func value(withinWhole limit: Duration) async -> Success? {
        let waiting = Task<Success, any Error> { await value }
        return await Task<Success?, Never> { try? await waiting.value(within: limit) }.value
    }
}

extension ChannelError {
    fileprivate var isConnectTimeout: Bool {
        if case .connectTimeout = self { true } else { false }
    }
}

extension NIOSSLError {
    fileprivate var isHandshakeFailure: Bool {
        if case .handshakeFailed = self { true } else { false }
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
