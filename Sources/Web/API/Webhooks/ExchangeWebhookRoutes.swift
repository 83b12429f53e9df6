import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Redemption
import Support

/// `POST /webhooks/coufun/{token}/exchange`: COUFUN tells of a redemption (docs/sources.md §2.4).
///
/// COUFUN signs nothing: the path carries a secret and the address must be on the list. What fails either looks like a
/// page that does not exist. `00` goes out only when the event is on the disk; anything else makes COUFUN come again.
struct ExchangeWebhookRoutes: Sendable {
    let desk: ExchangeDesk
    let door: WebhookDoor
    /// How long COUFUN is kept waiting for the database.
    private static let patience: Duration = .seconds(4)
    private static let maxBytes = 8 << 10

    func add(to router: Router<WebContext>) {
        router.post("webhooks/coufun/:token/exchange", use: exchange)
    }

    private func exchange(_ request: Request, _ context: WebContext) async throws -> Response {
        guard door.opens(token: context.parameters.get("token") ?? "", address: context.clientAddress) else {
            context.logger.warning("Webhook refused", metadata: ["client.address": "\(context.clientAddress)"])
            throw Problem.notFound
        }
        let notice: ExchangeNotice
        do {
            notice = try ExchangeNotice(try await Self.fields(request))
        } catch let error as ExchangeProblem {
            context.logger.warning("Redemption event not understood", metadata: ["error": "\(error)"])
            return try Self.answer("10", Self.words(error), status: .badRequest)
        }
        do {
            // When the time is up the work goes on: should it still succeed, the repeat finds the event there.
            let work = Task { try await desk.receive(notice, from: context.clientAddress) }
            guard let id = try await work.value(within: Self.patience) else {
                return try Self.answer("99", "busy, send again", status: .serviceUnavailable)
            }
            return try Self.answer("00", "success", id: id)
        } catch {
            context.logger.error("Redemption event not kept", metadata: ["error": "\(error)"])
            return try Self.answer("99", "not stored, send again", status: .serviceUnavailable)
        }
    }

    /// JSON object or form, told by what it looks like: nobody knows which COUFUN sends.
    private static func fields(_ request: Request) async throws -> [String: String] {
        let body = Data(try await request.body.collect(upTo: maxBytes).readableBytesView)
        if let object = try? JSONSerialization.jsonObject(with: body) as? [String: Any] {
            return object.compactMapValues { value in
                switch value {
                case let text as String: text
                case let number as NSNumber: number.stringValue
                default: nil
                }
            }
        }
        // Not URLComponents: it ends the program over a character that does not belong into a query.
        return FormFields(String(decoding: body, as: UTF8.self)).all
    }

    private static func words(_ problem: ExchangeProblem) -> String {
        switch problem {
        case .field(let name): "\(name) is missing or malformed"
        }
    }

    private struct Answer: Encodable {
        let RESULTCODE: String
        let RESULTMSG: String
        let EXCHANGE_ID: String
    }

    private static func answer(_ code: String, _ text: String, id: String = "", status: HTTPResponse.Status = .ok)
        throws
        -> Response
    {
        try JSONAnswer.response(Answer(RESULTCODE: code, RESULTMSG: text, EXCHANGE_ID: id), status: status)
    }
}

/// Who may call the webhook: the secrets of the path, two while one replaces the other, and the addresses.
package struct WebhookDoor: Sendable {
    private let tokens: [SHA256.Digest]
    private let allowed: [AddressRange]

    /// Without a token the door stays shut. Without a list of addresses the token alone opens it.
    package init(tokens: [String], allowed: [AddressRange]) {
        self.tokens = tokens.map { SHA256.hash(data: Data($0.utf8)) }
        self.allowed = allowed
    }

    func opens(token: String, address: String) -> Bool {
        let digest = SHA256.hash(data: Data(token.utf8))
        // Digests compare in constant time, and every token is compared.
        let known = tokens.map { $0 == digest }.contains(true)
        guard !allowed.isEmpty else { return known }
        guard let address = IPAddress(address) else { return false }
        return known && allowed.contains { $0.contains(address) }
    }
}
