import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// Reads JSON bodies. What cannot be read is refused with the field's name, never answered with 500.
package struct JSONBody: RequestDecoder {
    package init() {}

    package func decode<T: Decodable>(_ type: T.Type, from request: Request, context: some RequestContext) async throws
        -> T
    {
        try Self.decode(type, from: try await Self.collect(request, for: type))
    }

    /// The bytes of a JSON body, for handlers that also need them as they came.
    package static func collect(_ request: Request, upTo limit: Int = BodyLimit.json) async throws -> ByteBuffer {
        try checkMediaType(request)
        return try await request.body.collect(upTo: limit)
    }

    /// The same, as many bytes as a body of this type may have.
    package static func collect(_ request: Request, for type: any Decodable.Type) async throws -> ByteBuffer {
        try await collect(request, upTo: (type as? any SizedBody.Type)?.limit ?? BodyLimit.json)
    }

    package static func decode<T: Decodable>(_ type: T.Type, from buffer: ByteBuffer) throws -> T {
        switch buffer.withUnsafeReadableBytes(JSONScreen.objection) {
        case .longKey: throw Problem.invalidJSON
        case .tooManyMarks: throw Problem.tooManyMarks
        case nil: break
        }
        let body = buffer.readableBytesView
        do {
            let read = try EnteredJSON.read(body, verbatim: (type as? any TakenVerbatim.Type)?.verbatim ?? [])
            return try JSONDecoder().decode(type, from: read ?? Data(body))
        } catch let error as DecodingError {
            throw refusal(error)
        }
    }

    private static func checkMediaType(_ request: Request) throws(Problem) {
        guard let type = request.headers[.contentType]?.lowercased() else { return }
        let essence = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard essence == "application/json" || essence.hasSuffix("+json") else { throw .unsupportedMediaType }
    }

    private static func refusal(_ error: DecodingError) -> any Error {
        switch error {
        case .keyNotFound(let key, let context):
            return FieldProblems(path(context.codingPath + [key]), "값이 빠졌습니다. 이 항목을 넣어 주세요.")
        case .valueNotFound(_, let context):
            return FieldProblems(path(context.codingPath), "값이 비어 있습니다. 이 항목을 넣어 주세요.")
        case .typeMismatch(let type, let context):
            guard !context.codingPath.isEmpty else { return Problem.invalidJSON }
            return FieldProblems(path(context.codingPath), "값의 형식이 다릅니다. \(words(type)) 넣어 주세요.")
        case .dataCorrupted(let context):
            guard !context.codingPath.isEmpty else { return Problem.invalidJSON }
            return FieldProblems(path(context.codingPath), "값을 읽을 수 없습니다. 형식을 확인해 주세요.")
        @unknown default: return Problem.invalidJSON
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    private static func words(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "글자를"
        case is Int.Type, is Double.Type: "숫자를"
        case is Bool.Type: "true 또는 false를"
        default: "문서에 적힌 형식으로"
        }
    }
}

/// Writes JSON answers.
package struct JSONAnswer: ResponseEncoder {
    package init() {}

    package static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    package func encode(_ value: some Encodable, from request: Request, context: some RequestContext) throws -> Response
    {
        try Self.response(value)
    }

    package static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        response(json: ByteBuffer(bytes: try encoder().encode(value)), status: status)
    }

    package static func response(json: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "application/json; charset=utf-8", .contentLength: String(json.readableBytes),
            ],
            body: ResponseBody(byteBuffer: json))
    }
}
