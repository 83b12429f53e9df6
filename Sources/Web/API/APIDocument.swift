import HTTPTypes
import Hummingbird
import NIOCore

/// `/api/openapi.yaml`: what the API is, for programs and their authors.
struct APIDocument: Sendable {
    let text: String

    func add(to router: Router<WebContext>) {
        router.get("api/openapi.yaml") { [text] _, _ in
            let bytes = ByteBuffer(string: text)
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/yaml; charset=utf-8", .contentLength: String(bytes.readableBytes),
                    .cacheControl: "no-cache",
                ],
                body: ResponseBody(byteBuffer: bytes))
        }
    }
}
