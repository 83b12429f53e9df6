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

/// How much of a body is read.
package enum BodyLimit {
    package static let json = 1 << 20
    package static let upload = 20 << 20
}

/// A request of somebody who is signed in.
package protocol SignedIn: RequestContext {
    var session: Session { get }
    var requestID: String { get }
}

extension SignedIn {
    package var principal: Principal { session.principal }

    /// - Throws: `Problem.forbidden` when the user may not.
    package func require(_ permission: Permission) throws(Problem) {
        guard principal.may(permission) else { throw .forbidden }
    }
}

/// A request of anybody with a session, also of somebody who has to change the password first.
package struct SessionContext: ChildRequestContext, SignedIn {
    package var coreContext: CoreRequestContextStorage
    package let session: Session
    package let requestID: String

    package init(context: WebContext) throws {
        guard let session = context.session else { throw Problem.unauthorized }
        self.init(context, session)
    }

    fileprivate init(_ context: WebContext, _ session: Session) {
        coreContext = context.coreContext
        self.session = session
        requestID = context.requestID
    }

    package var requestDecoder: JSONBody { JSONBody() }
    package var responseEncoder: JSONAnswer { JSONAnswer() }
    package var maxUploadSize: Int { BodyLimit.json }
}

/// A request of a user who may work: the normal case.
package struct SignedInContext: ChildRequestContext, SignedIn {
    package var coreContext: CoreRequestContextStorage
    package let session: Session
    package let requestID: String

    package init(context: WebContext) throws {
        let any = try SessionContext(context: context)
        guard !any.principal.mustChangePassword else { throw Problem.passwordChangeRequired }
        coreContext = any.coreContext
        session = any.session
        requestID = any.requestID
    }

    package var requestDecoder: JSONBody { JSONBody() }
    package var responseEncoder: JSONAnswer { JSONAnswer() }
    package var maxUploadSize: Int { BodyLimit.json }
}

/// A request of an administrator.
package struct AdministratorContext: ChildRequestContext, SignedIn {
    package var coreContext: CoreRequestContextStorage
    package let session: Session
    package let requestID: String

    package init(context: WebContext) throws {
        let signedIn = try SignedInContext(context: context)
        guard signedIn.principal.isAdministrator, signedIn.principal.may(.administer) else { throw Problem.forbidden }
        coreContext = signedIn.coreContext
        session = signedIn.session
        requestID = signedIn.requestID
    }

    package var requestDecoder: JSONBody { JSONBody() }
    package var responseEncoder: JSONAnswer { JSONAnswer() }
    package var maxUploadSize: Int { BodyLimit.json }
}
