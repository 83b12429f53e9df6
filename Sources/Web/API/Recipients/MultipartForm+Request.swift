import HTTPTypes
import Hummingbird
import NIOCore

extension MultipartForm {
    /// The form of a request whose body is at most `limit` bytes long. The pieces go straight to where they stay.
    ///
    /// `longest`: how long its pieces may take; meanwhile they keep others from uploading.
    ///
    /// nil when the body is no form.
    static func read(_ request: Request, within longest: Duration = .seconds(300), upTo limit: Int = BodyLimit.upload)
        async throws -> MultipartForm?
    {
        // Boundaries and headers come on top of the file.
        let limit = limit + 64 * 1024
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= limit else { throw HTTPError(.contentTooLarge) }
        var body: [UInt8] = []
        body.reserveCapacity(max(0, announced))
        let deadline = ContinuousClock.now + longest
        for try await piece in request.body {
            guard ContinuousClock.now < deadline else { throw Problem.uploadTooSlow }
            guard body.count + piece.readableBytes <= limit else { throw HTTPError(.contentTooLarge) }
            body.append(contentsOf: piece.readableBytesView)
        }
        let (type, bytes) = (request.headers[.contentType] ?? "", body)
        return try await FileThreads.run { MultipartForm(contentType: type, body: bytes) }
    }
}
