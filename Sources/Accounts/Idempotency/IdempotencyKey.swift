import Crypto
import Foundation
import Support

/// What a client calls one act of its own, so that asking twice does it once: the header `Idempotency-Key`.
package struct IdempotencyKey: Sendable, Hashable {
    /// The header together with what is asked: the same header under another path is another key.
    let name: String
    let user: User.ID
    /// SHA-256 of what the request's body means.
    let bodyHash: [UInt8]

    /// `header`: 1–128 printable ASCII characters.
    package init?(header: String, path: String, body: [UInt8], user: User.ID) {
        guard (1...128).contains(header.utf8.count), header.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        name = String("\(header) \(path)".prefix(255))
        bodyHash = Array(SHA256.hash(data: body))
        self.user = user
    }
}

/// The right to do what a key names. Belongs to one request; lost when another took the key over.
package struct IdempotencyClaim: Sendable, Equatable {
    package typealias ID = Identifier<IdempotencyClaim>

    let id: ID
}

/// What was answered the first time.
package struct StoredAnswer: Sendable, Equatable {
    package let status: Int
    package let body: [UInt8]

    package init(status: Int, body: [UInt8]) { (self.status, self.body) = (status, body) }
}

/// Whether a request may do what its key names.
package enum IdempotencyOutcome: Sendable, Equatable {
    case claimed(IdempotencyClaim)
    /// Done before: answer this again.
    case answered(StoredAnswer)
    /// The key stands for another body.
    case reused
    /// Another request with the same key and body is under way.
    case running
}

/// Another request has taken the key over; what this one did must not stand.
package struct IdempotencyClaimLost: Error, Sendable, Equatable {}
