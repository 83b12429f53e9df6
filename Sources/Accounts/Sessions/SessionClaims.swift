import Foundation
import JWTKit
import Support

/// What a session token says. Signed, not secret: it names ids and the role, no person.
struct SessionClaims: JWTPayload, Equatable {
    static let issuer = "mobile-coupon"
    static let audience = "mobile-coupon-api"
    static let kind = "session"

    let iss: String
    let aud: String
    /// The user.
    let sub: User.ID
    let company: Company.ID
    let role: Role
    /// `token_version` of the user when the session was opened.
    let ver: Int
    /// The session's own id.
    let jti: Session.ID
    let iat: TokenTime
    let nbf: TokenTime
    let exp: TokenTime
    /// What kind of token this is, so that no other kind signed with the same secret is taken for a session.
    let typ: String

    init(session: Session.ID, user: User.ID, company: Company.ID, role: Role, version: Int, at now: Date, lasting: Int)
    {
        iss = Self.issuer
        aud = Self.audience
        sub = user
        self.company = company
        self.role = role
        ver = version
        jti = session
        iat = TokenTime(now)
        nbf = iat
        exp = iat.advanced(by: lasting)
        typ = Self.kind
    }

    /// JWTKit calls this with the key's own clock; times are checked in `isValid(at:)` against ours.
    func verify(using algorithm: some JWTAlgorithm) throws {
        guard iss == Self.issuer, aud == Self.audience, typ == Self.kind else {
            throw JWTError.generic(identifier: "claims", reason: "not a session of this system")
        }
    }

    /// Clocks of two servers may differ by this much.
    private static let leewaySeconds = 30

    /// Also false for a token that would last longer than a session may.
    func isValid(at now: Date) -> Bool {
        let now = TokenTime(now)
        let latest = now.advanced(by: Self.leewaySeconds)
        return nbf <= latest && iat <= latest && now < exp && exp <= iat.advanced(by: Session.lifetimeSeconds)
    }
}
