import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/images/*`: the pictures that IMAGE_PATH names, loaded once at the start.
struct ProductImages: Sendable {
    private let files: [String: ByteBuffer]

    init() throws {
        guard let folder = Bundle.module.url(forResource: "Images", withExtension: nil) else {
            throw MissingImages(file: "Images")
        }
        var files: [String: ByteBuffer] = [:]
        for name in Catalogue.all.map(\.imageFile) {
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
                throw MissingImages(file: name)
            }
            files[name] = ByteBuffer(bytes: data)
        }
        self.files = files
    }

    func add(to router: Router<CallContext>) {
        router.get("images/:file") { _, context in
            let name = try context.parameters.require("file")
            guard let file = files[name] else { throw HTTPError(.notFound) }
            return Response(
                status: .ok,
                headers: [
                    .contentType: name.hasSuffix(".png") ? "image/png" : "image/jpeg", .cacheControl: "max-age=3600",
                ],
                body: ResponseBody(byteBuffer: file))
        }
    }
}

struct MissingImages: Error, CustomStringConvertible {
    let file: String
    var description: String { "The product picture \(file) is not beside the program." }
}
