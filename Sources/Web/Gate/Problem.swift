import Foundation
import HTTPTypes
import Hummingbird
import Support

/// A refusal in the words of RFC 9457: what happened, why, what to do. The one thing handlers throw to refuse.
package struct Problem: Error, Sendable, Equatable {
    package let status: HTTPResponse.Status
    /// snake_case and stable: what programs look at.
    package let code: String
    /// Korean, short: the heading of an error page.
    package let title: String
    /// Korean: what happened · why · what to do.
    package let detail: String
    package var errors: [FieldProblems.Item] = []
    package var retryAfterSeconds: Int?
    /// The campaign that stands in the way.
    package var campaignID: String?

    static let mediaType = "application/problem+json; charset=utf-8"

    package init(
        _ status: HTTPResponse.Status, _ code: String, _ title: String, _ detail: String,
        errors: [FieldProblems.Item] = [],
        retryAfterSeconds: Int? = nil
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The answer for programs.
    package func response(requestID: String) throws -> Response {
        let bytes = ByteBuffer(bytes: try JSONAnswer.encoder().encode(body(requestID: requestID)))
        var headers: HTTPFields = [.contentType: Self.mediaType]
        headers[.contentLength] = String(bytes.readableBytes)
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    func body(requestID: String) -> Body {
        Body(
            type: "urn:mobile-coupon:problem:\(code)", title: title, status: status.code, detail: detail, code: code,
            errors: errors.map { Body.Field(field: $0.field, message: $0.message) }, campaignId: campaignID,
            requestId: requestID)
    }

    struct Body: Encodable, Sendable {
        struct Field: Encodable, Sendable { let field: String, message: String }
        let type: String, title: String
        let status: Int
        let detail: String, code: String
        let errors: [Field]
        let campaignId: String?
        let requestId: String
    }
}

/// An area's error that says itself, in `Web`, which problem it is.
package protocol ProblemConvertible: Error {
    var problem: Problem { get }
}
