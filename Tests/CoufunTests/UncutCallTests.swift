import AsyncHTTPClient
import Coufun
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@Suite("A call to COUFUN whose caller is cancelled")
struct UncutCallTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("is finished, and its answer is not lost", arguments: ["status", "cancel"])
    func finishes(call: String) async throws {
        let (arrived, arrival) = AsyncStream<Void>.makeStream()
        let (released, release) = AsyncStream<Void>.makeStream()
        let router = Router()
        router.post("b2c_api/:call") { _, _ in
            arrival.finish()
            for await _ in released {}
            return Response(
                status: .ok, headers: [.contentType: "text/xml; charset=UTF-8"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(
                        string: "<R><RESULT_CODE>00</RESULT_CODE><STATUS>000</STATUS><CANCEL_DATE>1</CANCEL_DATE></R>"))
            )
        }

        let answered = try await Application(router: router, logger: logger).test(.live) { server in
            let client = CoufunClient(
                client: .shared, baseURL: "http://127.0.0.1:\(server.port ?? 0)", timeout: .seconds(30), logger: logger)
            let calling = Task {
                switch call {
                case "status": await client.status(pocID: "P", goodsID: "G", barcode: "1").outcome.isAnswered
                default: await client.cancel(pocID: "P", goodsID: "G", barcode: "1").outcome.isAnswered
                }
            }
            for await _ in arrived {}
            calling.cancel()
            release.finish()
            return await calling.value
        }

        #expect(answered)
    }
}

extension CoufunOutcome {
    fileprivate var isAnswered: Bool {
        switch self {
        case .done, .refused: true
        case .notSent, .unknown: false
        }
    }
}
