import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Support

/// The files under `/assets`, read once at start: a path is a key, so no path can lead out of the directory.
package struct Assets: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        let mediaType: String
        let tag: String
    }

    private let files: [String: File]

    package static let empty = Assets(files: [:])

    private init(files: [String: File]) { self.files = files }

    /// - Throws: what the file system says when the directory cannot be read.
    package init(directory: URL) throws {
        var files: [String: File] = [:]
        let root = directory.resolvingSymlinksInPath().path + "/"
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            let url = URL(fileURLWithPath: root + path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true,
                let mediaType = Self.mediaTypes[url.pathExtension.lowercased()]
            else { continue }
            let data = try Data(contentsOf: url)
            let tag = SHA256.hash(data: data).prefix(8).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }
                .joined()
            files[path] = File(bytes: ByteBuffer(bytes: data), mediaType: mediaType, tag: tag)
        }
        self.files = files
    }

    /// `/assets/app.css?v=…`: the address changes with the content, so a browser may keep what it has.
    package func path(_ name: String) -> String {
        files[name].map { "/assets/\(name)?v=\($0.tag)" } ?? "/assets/\(name)"
    }

    func file(_ name: String) -> File? { files[name] }

    /// What is served; a file of another kind is not.
    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "ico": "image/x-icon",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8", "map": "application/json",
        "webmanifest": "application/manifest+json",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
    ]
}

/// Answers `/assets/…` before anybody asks who is there.
struct AssetsMiddleware: RouterMiddleware {
    typealias Context = WebContext
    let assets: Assets

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix("/assets/") else { return try await next(request, context) }
        guard request.method == .get || request.method == .head else { throw Problem.methodNotAllowed }
        let name = String(request.uri.path.dropFirst("/assets/".count))
        guard let file = assets.file(PercentEncoding.decode(name) ?? name) else { throw Problem.notFound }
        let isCurrent = request.fields["v"].map { $0 == file.tag } ?? false
        var headers: HTTPFields = [
            .eTag: "\"\(file.tag)\"", .contentType: file.mediaType,
            .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[values: .ifNoneMatch].contains(where: { $0.contains("\"\(file.tag)\"") }) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentLength] = String(file.bytes.readableBytes)
        return Response(
            status: .ok, headers: headers,
            body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: file.bytes))
    }
}
