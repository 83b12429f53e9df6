import Accounts
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What is known of a request on its way through the gate.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The other end of the connection: a browser, or a proxy in front of us.
    let peer: String?
    /// Where the request came from, after trusted proxies; an IP address.
    package var clientAddress: String
    package var session: Session?
    /// For the access log, which stands before the session is known.
    let signedIn = SignedInNote()

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
        clientAddress = peer ?? "unknown"
    }

    package var requestID: String { id }
    package var requestDecoder: JSONBody { JSONBody() }
    package var responseEncoder: JSONAnswer { JSONAnswer() }
    package var maxUploadSize: Int { BodyLimit.json }
}

/// Who turned out to ask, told to whoever stands further out.
final class SignedInNote: Sendable {
    private let id = Mutex<User.ID?>(nil)

    var user: User.ID? { id.withLock { $0 } }

    func set(_ user: User.ID) { id.withLock { $0 = user } }
}
