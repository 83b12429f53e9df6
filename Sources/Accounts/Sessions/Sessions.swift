import Audit
import Foundation
import MariaDB
import Redis
import Sealing
import Support

/// Opens, checks and ends sessions. The database decides; Redis remembers its answer for at most five seconds.
package struct Sessions: Sendable {
    let database: Database
    let data: PersonalData
    let tokens: SessionTokens
    let cache: SessionCache
    let now: @Sendable () -> Date

    package init(
        database: Database, redis: RedisClient?, data: PersonalData, tokens: SessionTokens,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.data = data
        self.tokens = tokens
        cache = SessionCache(redis)
        self.now = now
    }

    /// The session that a token opens, nil when it opens none: forged, expired, ended, or the account changed since.
    ///
    /// `address`: where the request came from, for the access record.
    package func session(for token: String, address: String) async throws -> Session? {
        guard let claims = await tokens.read(token, at: now()) else { return nil }
        guard let state = try await state(claims), state.accepts(claims) else { return nil }
        return Session(
            id: claims.jti, principal: try state.principal(claims.sub, address: address, data),
            expiresAt: claims.exp.instant, tokenVersion: claims.ver)
    }

    /// Those of `sessions` that still open what they opened: not ended, and the account still the same in state, company,
    /// role and rights. Asks the database, once for all of them.
    package func unchanged(_ sessions: [Session]) async throws -> Set<Session.ID> {
        let now = now()
        let states = try await database.read { db in try SessionState.all(db, of: sessions) }
        return Set(
            sessions.filter { session in
                guard let state = states[session.id], session.expiresAt > now else { return false }
                return state.accepts(session)
            }.map(\.id))
    }

    /// Ends the session at once, here and in every other process.
    package func end(_ session: Session) async throws {
        let now = now()
        let user = session.principal.userID
        try await database.write { db in
            try Session.end(db, session.id, of: user, expiresAt: session.expiresAt, at: now)
        }
        await cache.forget(session.id)
    }

    package func csrfToken(of session: Session) -> String { tokens.csrfToken(of: session.id) }

    package func isCSRFToken(_ text: String, of session: Session) -> Bool { tokens.isCSRFToken(text, of: session.id) }

    /// Opens a session for an account that has just proved its password.
    func open(for user: User, tokenVersion: Int, address: String) async throws -> OpenedSession {
        let now = now()
        let claims = SessionClaims(
            session: .new(at: now), user: user.id, company: user.companyID, role: user.role, version: tokenVersion,
            at: now,
            lasting: Session.lifetimeSeconds)
        let session = Session(
            id: claims.jti, principal: Principal(user, address: address),
            expiresAt: claims.exp.instant, tokenVersion: tokenVersion)
        return OpenedSession(session: session, token: try await tokens.sign(claims))
    }

    /// What Redis remembers of the user's sessions is out of date: rights, state or password changed.
    func forget(_ user: User.ID) async { await cache.forget(user) }

    private func state(_ claims: SessionClaims) async throws -> SessionState? {
        let memory = await cache.recall(claims.jti, of: claims.sub)
        if let known = memory.state { return known }
        let state = try await database.read { db in
            try SessionState.find(db, session: claims.jti, user: claims.sub)
        }
        if let state { await cache.remember(state, of: claims.jti, after: memory) }
        return state
    }
}

extension Principal {
    init(_ user: User, address: String) {
        self.init(
            userID: user.id, companyID: user.companyID, companyName: user.companyName, loginID: user.loginID.text,
            name: user.name, role: user.role, permissions: user.permissions,
            mustChangePassword: user.mustChangePassword,
            address: address)
    }
}
