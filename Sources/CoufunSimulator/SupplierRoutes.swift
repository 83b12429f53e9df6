import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Simulation

/// `/b2c_api/*.do`: the interface that the product talks to.
struct SupplierRoutes: Sendable {
    let supplier: Supplier
    let scheme: String
    let logger: Logger

    func add(to router: Router<CallContext>) {
        for call in SupplierCall.allCases {
            router.post("b2c_api/\(call.path)") { request, context in
                try await answer(call, request, context)
            }
        }
        router.get("b2c_api/\(SupplierCall.product.path)") { request, context in
            try await answer(.product, request, context)
        }
    }

    private func answer(_ call: SupplierCall, _ request: Request, _ context: CallContext) async throws -> Response {
        let fields = try await fields(of: request)
        let arrival = await supplier.arrive(call, fields, from: context.address)
        let half = Duration.milliseconds(arrival.behaviour.latencyMilliseconds / 2)
        await pause(half)
        var line = logger
        line[metadataKey: "call"] = "\(call.rawValue)"
        if let fault = arrival.fault { line[metadataKey: "fault"] = "\(fault)" }

        switch arrival.fault {
        case .requestLost:
            line.info("Cut before acting")
            return cut(context)
        case .serverError:
            line.info("Answered 5xx without acting")
            return serverError(arrival)
        case .lateAction: await pause(.seconds(arrival.behaviour.lateSeconds))
        default: break
        }
        let imageBase = "\(scheme)://\(request.head.authority ?? "127.0.0.1")"
        let reply = try await supplier.act(arrival, imageBase: imageBase)
        await pause(half)
        line.info("Answered", metadata: ["code": "\(reply.code)"])
        return await deliver(reply, arrival, context)
    }

    /// A form in the body; GET carries it in the address. Anything else is read as an empty form.
    private func fields(of request: Request) async throws -> CallFields {
        if request.method == .get { return CallFields(urlEncoded: request.uri.query ?? "") }
        let body = try await request.body.collect(upTo: 64 << 10)
        let type = request.headers[.contentType]?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { return CallFields(urlEncoded: "") }
        return CallFields(urlEncoded: String(buffer: body))
    }
}

extension SupplierRoutes {
    private func deliver(_ reply: Answer, _ arrival: Supplier.Arrival, _ context: CallContext) async -> Response {
        let document = reply.encoded(arrival)
        switch arrival.fault {
        case .replyLost: return cut(context)
        case .serverErrorAfterActing: return serverError(arrival)
        case .emptyBody: return page([], type: document.contentType)
        case .garbage: return page(Self.errorPage("서비스 이용에 불편을 드려 죄송합니다."), type: "text/html; charset=UTF-8")
        case .late: await pause(.seconds(arrival.behaviour.lateSeconds))
        default: break
        }
        let orderID = reply.orderID
        let supplier = supplier
        let seconds = arrival.behaviour.dripSeconds
        let fault = arrival.fault
        let body = ResponseBody(contentLength: fault == .hugeBody ? nil : document.bytes.count) { writer in
            switch fault {
            case .cut:
                try await writer.write(ByteBuffer(bytes: document.bytes.prefix(document.bytes.count / 2)))
                throw CutOnPurpose()  // Hummingbird closes the connection
            case .slowDrip:
                for byte in document.bytes {
                    try await writer.write(ByteBuffer(bytes: [byte]))
                    try await Task.sleep(for: .seconds(seconds / Double(document.bytes.count)))
                }
            case .hugeBody:
                let block = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
                for _ in 0..<64 { try await writer.write(block) }
                try await writer.write(ByteBuffer(bytes: document.bytes))
            default: try await writer.write(ByteBuffer(bytes: document.bytes))
            }
            try await writer.finish(nil)
            if let orderID { try await supplier.record(.replied(orderId: orderID)) }
        }
        return Response(status: .ok, headers: [.contentType: document.contentType], body: body)
    }

    private func cut(_ context: CallContext) -> Response {
        context.channel.close(promise: nil)
        return Response(status: .ok)
    }

    private func serverError(_ arrival: Supplier.Arrival) -> Response {
        let statuses: [HTTPResponse.Status] = [.internalServerError, .badGateway, .serviceUnavailable]
        let status = statuses[Int(arrival.chance % 3)]
        var response = page(Self.errorPage("\(status.code) \(status.reasonPhrase)"), type: "text/html; charset=UTF-8")
        response.status = status
        return response
    }

    private func page(_ bytes: [UInt8], type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func errorPage(_ text: String) -> [UInt8] {
        Array("<html><head><title>Error</title></head><body><h1>\(text)</h1></body></html>".utf8)
    }

    /// A vendor that has begun to work does not stop because its caller went away.
    private func pause(_ duration: Duration) async {
        guard duration > .zero else { return }
        try? await Task.sleep(for: duration)  // cancelled only at the end of the program
    }

    private struct CutOnPurpose: Error {}
}
