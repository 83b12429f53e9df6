import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOHTTP1

/// A product picture as it came, with its type told by its first bytes.
package struct CoufunImage: Sendable, Equatable {
    package enum Kind: String, Sendable { case jpeg, png }

    package let kind: Kind
    package let bytes: [UInt8]

    package init(kind: Kind, bytes: [UInt8]) { (self.kind, self.bytes) = (kind, bytes) }
}

extension CoufunClient {
    private static let maxImageBytes = 2 * 1024 * 1024

    /// Fetches a product picture: from COUFUN's own host only, no redirects, at most 2 MB, JPEG or PNG by content.
    ///
    /// - Returns: nil when there is none to be had; a picture is never worth an error.
    package func image(at address: String) async -> CoufunImage? {
        guard let url = imageURL(address) else { return nil }
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "Connection", value: "close")
        do {
            let response = try await client.execute(request, timeout: .seconds(5), logger: nil)
            guard response.status == .ok else { return nil }
            let bytes = Array(buffer: try await response.body.collect(upTo: Self.maxImageBytes))
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return CoufunImage(kind: .jpeg, bytes: bytes) }
            if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return CoufunImage(kind: .png, bytes: bytes) }
            return nil
        } catch {
            logger.notice("Product picture not fetched", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// The absolute address of a picture on COUFUN's host; nil for any other host or scheme: an address in a reply must
    /// not make us call into our own network.
    func imageURL(_ address: String) -> String? {
        guard let base = URL(string: baseURL), let host = base.host() else { return nil }
        guard let url = URL(string: address, relativeTo: base)?.absoluteURL, let other = url.host(),
            url.scheme == base.scheme, url.user() == nil,
            other == host && url.port == base.port || other == "coufun.kr" || other.hasSuffix(".coufun.kr")
        else { return nil }
        return url.absoluteString
    }
}
