import Crypto
import Foundation
import JWTKit
import Support

/// Signs and reads session tokens: JWT, HMAC-SHA256 and nothing else.
package struct SessionTokens: Sendable {
    private let keys: JWTKeyCollection
    private let keyID: JWKIdentifier
    private let csrfKey: Crypto.SymmetricKey
    let browsers: KnownBrowsers

    /// A token of ours has about 450 bytes; what is far longer is not worth a signature check.
    private static let longestToken = 2048

    /// `secret`: `JWT_SECRET`, 32 bytes or more.
    package init(secret: String) async {
        let secret = Array(secret.utf8)
        let digest = SHA256.hash(data: Array("session key id".utf8) + secret)
        keyID = JWKIdentifier(
            string: digest.prefix(4).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined())
        keys = JWTKeyCollection()
        await keys.add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256, kid: keyID)
        csrfKey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: Crypto.SymmetricKey(data: secret), info: Array("csrf".utf8), outputByteCount: 32)
        browsers = KnownBrowsers(secret: secret)
    }

    func sign(_ claims: SessionClaims) async throws -> String {
        try await keys.sign(claims, kid: keyID, header: ["typ": "JWT"])
    }

    /// The claims of a token that this system signed and that is valid at `now`; nil for every other text.
    func read(_ token: String, at now: Date) async -> SessionClaims? {
        guard token.utf8.count <= Self.longestToken, isOurHeader(token) else { return nil }
        // Why a token is no good is nobody's business: forged, cut and foreign ones are all just not ours.
        guard let claims = try? await keys.verify(token, as: SessionClaims.self), claims.isValid(at: now) else {
            return nil
        }
        return claims
    }

    /// Exactly the header that `sign` writes: the algorithm and the key are chosen here, never by the token.
    private func isOurHeader(_ token: String) -> Bool {
        struct Header: Decodable { let alg: String, typ: String, kid: String }
        guard let encoded = token.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).first,
            let bytes = Data(base64URL: encoded), let header = try? JSONDecoder().decode(Header.self, from: bytes)
        else { return false }
        return header.alg == "HS256" && header.typ == "JWT" && header.kid == keyID.string
    }

    /// What a page of this session sends back in `X-CSRF-Token`; worth nothing with another session.
    package func csrfToken(of session: Session.ID) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: session.ulid.bytes, using: csrfKey)).base64URL
    }

    package func isCSRFToken(_ text: String, of session: Session.ID) -> Bool {
        guard let code = Data(base64URL: text) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: session.ulid.bytes, using: csrfKey)
    }
}
