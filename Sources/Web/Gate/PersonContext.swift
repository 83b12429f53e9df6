import Accounts
import Hummingbird

/// A request of somebody who is signed in.
package protocol SignedIn: RequestContext {
    var session: Session { get }
    var requestID: String { get }
}

extension SignedIn {
    package var principal: Principal { session.principal }
}

/// A request of somebody whom the door let in. The type says what a route needs: a handler that takes a
/// `SendingContext` cannot be reached without the permission to send, whoever registers it and wherever.
package struct PersonContext<Entrance: Door>: ChildRequestContext, SignedIn {
    package var coreContext: CoreRequestContextStorage
    package let session: Session
    package let requestID: String

    /// - Throws: `Problem` when nobody is signed in or the door stays shut.
    package init(context: WebContext) throws {
        guard let session = context.session else { throw Problem.unauthorized }
        try Entrance.admit(session.principal)
        coreContext = context.coreContext
        self.session = session
        requestID = context.requestID
    }

    package var requestDecoder: JSONBody { JSONBody() }
    package var responseEncoder: JSONAnswer { JSONAnswer() }
    package var maxUploadSize: Int { BodyLimit.json }
}

/// Anybody with a session, also who has to change the password first.
package typealias SessionContext = PersonContext<SessionDoor>
/// 발송등록.
package typealias SendingContext = PersonContext<SendingDoor>
/// 발송조회.
package typealias ViewingContext = PersonContext<ViewingDoor>
/// C/S.
package typealias ServingContext = PersonContext<ServingDoor>
/// Any of the three: what their pages share.
package typealias WorkingContext = PersonContext<WorkingDoor>
/// 관리.
package typealias AdministratorContext = PersonContext<AdministratorDoor>
