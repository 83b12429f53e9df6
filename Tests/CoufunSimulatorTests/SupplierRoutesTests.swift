import AsyncHTTPClient
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Simulation
import Testing

@testable import CoufunSimulator

@Suite("The simulated vendor over HTTP")
struct SupplierRoutesTests {
    private let supplier = Supplier(seed: Seed(1), knownPOCs: ["POC0000001"], behaviour: Behaviour())

    @Test("answers a form in XML and keeps that the reply left")
    func create() async throws {
        let reply = try await onServer { client in try await create("T1", client) }

        #expect(reply.status == .ok)
        #expect(reply.headers[.contentType] == "text/xml; charset=UTF-8")
        #expect(String(buffer: reply.body).contains("<COUFUNCREATE><RESULT_CODE>00</RESULT_CODE>"))
        #expect(await supplier.oracle().issued.map(\.replySent) == [true])
    }

    @Test("issues without a reply, or with half of one, and keeps that no reply left", arguments: ["replyLost", "cut"])
    func lostReply(fault: String) async throws {
        try await change(#"{"chaos": {"scripts": [{"trId": "T1", "faults": ["\#(fault)"]}]}}"#)

        await #expect(throws: (any Error).self) { try await onServer { client in try await create("T1", client) } }

        #expect(await supplier.oracle().issued.map(\.replySent) == [false])
    }

    @Test("cuts the connection before it acts")
    func requestLost() async throws {
        try await change(#"{"chaos": {"shares": {"create": {"requestLost": 1}}}}"#)

        await #expect(throws: (any Error).self) { try await onServer { client in try await create("T1", client) } }

        #expect(await supplier.ledger.orders.isEmpty)
    }

    @Test(
        "answers a fault as the product would see it",
        arguments: [
            ("emptyBody", 200, ""), ("garbage", 200, "<html>"), ("maintenance", 200, "<RESULT_CODE>50<"),
            ("code:01", 200, "<RESULT_CODE>01<"), ("hostileXML", 200, "<!ENTITY l9"), ("serverError", 5, "<h1>5"),
        ])
    func faults(word: String, status: Int, content: String) async throws {
        try await change(#"{"chaos": {"scripts": [{"faults": ["\#(word)"]}]}}"#)

        let reply = try await onServer { client in try await create("T1", client) }

        #expect(reply.status.code == status || reply.status.code / 100 == status)
        #expect(content.isEmpty ? reply.body.readableBytes == 0 : String(buffer: reply.body).contains(content))
    }

    @Test("names pictures that it really serves")
    func pictures() async throws {
        let (list, picture) = try await onServer { client in
            let list = try await client.execute(uri: "/b2c_api/coufunProduct.do?POC_ID=POC0000001", method: .get)
            return (list, try await client.execute(uri: "/images/0000001201.png", method: .get))
        }

        #expect(String(buffer: list.body).contains("/images/0000001201.png</IMAGE_PATH>"))
        #expect(picture.headers[.contentType] == "image/png")
        #expect(picture.body.getBytes(at: 0, length: 4) == [0x89, 0x50, 0x4E, 0x47])
    }

    @Test("creates only by POST and only from a form")
    func method() async throws {
        let (get, json) = try await onServer { client in
            let get = try await client.execute(uri: "/b2c_api/coufunCreate.do", method: .get)
            let json = try await client.execute(
                uri: "/b2c_api/coufunCreate.do", method: .post, headers: [.contentType: "application/json"],
                body: ByteBuffer(string: form("T1")))
            return (get, json)
        }

        #expect(get.status.code >= 400)
        #expect(String(buffer: json.body).contains("<RESULT_CODE>02<"))
        #expect(await supplier.ledger.orders.isEmpty)
    }

    @Test("reports an exchange to the webhook and is content with 00 only", arguments: [("00", true), ("99", false)])
    func webhook(code: String, acknowledged: Bool) async throws {
        let (seen, report) = AsyncStream.makeStream(of: String.self)
        let receiver = Router()
        receiver.post("exchange") { request, _ in
            report.yield(String(buffer: try await request.body.collect(upTo: 8_192)))
            return #"{"RESULTCODE":"\#(code)","RESULTMSG":"","EXCHANGE_ID":"1"}"#
        }
        let body = try await Application(router: receiver).test(.live) { receiving in
            try await change(#"{"webhookURL": "http://localhost:\#(receiving.port ?? 0)/exchange"}"#)
            return try await onServer { client in
                _ = try await create("T1", client)
                let barcode = await supplier.ledger.orders[0].barcodes[0]
                return try await client.execute(
                    uri: "/oracle/exchange", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: #"{"barcode": "\#(barcode)", "branch": "서면점"}"#))
            }
        }

        #expect(String(buffer: body.body).contains(#""acknowledged":\#(acknowledged)"#))
        let reported = await seen.first { _ in true }
        #expect(reported?.contains(#""BALANCE":"0","BARCODE_NUM":"9"#) == true)
        #expect(reported?.contains(#""BRANCH_NAME":"서면점""#) == true)
        #expect(await supplier.ledger.unacknowledged.count == (acknowledged ? 0 : 1))
    }

    private func onServer<Value: Sendable>(
        _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Value
    ) async throws -> Value {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let router = Router(context: CallContext.self)
        SupplierRoutes(supplier: supplier, scheme: "http", logger: logger).add(to: router)
        OracleRoutes(
            supplier: supplier, webhook: ExchangeWebhook(supplier: supplier, client: .shared, logger: logger)
        ).add(to: router)
        try ProductImages().add(to: router)
        return try await Application(router: router, logger: logger).test(.live) { client in try await body(client) }
    }

    private func create(_ trID: String, _ client: any TestClientProtocol) async throws -> TestResponse {
        try await client.execute(
            uri: "/b2c_api/coufunCreate.do", method: .post,
            headers: [.contentType: "application/x-www-form-urlencoded; charset=UTF-8"],
            body: ByteBuffer(string: form(trID)))
    }

    private func form(_ trID: String) -> String {
        "POC_ID=POC0000001&GOODS_ID=0000001001&CREATE_CNT=1&TR_ID=\(trID)"
    }

    private func change(_ json: String) async throws {
        _ = try await supplier.change(.init(json.utf8))
    }
}
