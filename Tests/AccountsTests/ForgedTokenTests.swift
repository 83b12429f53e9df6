import Accounts
import Crypto
import Foundation
import TestKit
import Testing

@Suite("A token that is not ours", .database)
struct ForgedTokenTests {
    /// What an attacker changes on a token of a real session.
    enum Forgery: CaseIterable {
        case algorithmNone, algorithmNoneWithoutSignature, algorithmHS512, otherKey, otherKeyID, keyInHeader
        case cutSignature, emptySignature, changedRole, changedUser, otherAudience, otherKind, notYet, farFuture
        case withoutClaims, notJSON, twoParts, megabyte, empty, notBase64, longerThanASession
    }

    /// Numbers that a holder of the key can sign, and that no clock ever shows.
    static let noTimes: [any Sendable] = [
        Int.max, Int.min, Int.max - 1, Int.min + 1, UInt64.max, -1, 253_402_300_800, 1e18, 1e19, 1e300, -1e300, 0.5,
        1_795_000_000.25, "1795000000", true, [1_795_000_000],
    ]

    @Test("opens nothing", arguments: Forgery.allCases)
    func opensNothing(forgery: Forgery) async throws {
        let office = try await Office()
        try await office.add()
        let opened = try await office.signIn()
        let token = try Token(opened.token)

        let forged = try forge(token, forgery)
        let session = try await office.desk.sessions.session(for: forged, address: "192.0.2.7")

        #expect(forged != opened.token)
        #expect(session == nil)
    }

    @Test("signed with the right key and a time beyond every clock opens nothing", arguments: ["exp", "nbf", "iat"])
    func refusesNoTimes(claim: String) async throws {
        let office = try await Office()
        try await office.add()
        let token = try Token(try await office.signIn().token)

        for time in Self.noTimes {
            var forged = token
            forged.claims[claim] = time
            let session = try await office.desk.sessions.session(for: forged.signed(), address: "192.0.2.7")
            #expect(session == nil, "\(claim) = \(time)")
        }
    }

    @Test("signed with the right key and unchanged claims is ours, so that the forgeries fail for their own reason")
    func theToolsWork() async throws {
        let office = try await Office()
        try await office.add()
        let opened = try await office.signIn()
        let token = try Token(opened.token)

        let session = try await office.desk.sessions.session(for: token.signed(), address: "192.0.2.7")

        #expect(session != nil)
    }

    private func forge(_ token: Token, _ forgery: Forgery) throws -> String {
        var forged = token
        switch forgery {
        case .algorithmNone:
            forged.header["alg"] = "none"
            return forged.signed()
        case .algorithmNoneWithoutSignature:
            forged.header["alg"] = "none"
            return forged.unsigned + "."
        case .algorithmHS512:
            forged.header["alg"] = "HS512"
            return forged.signed()
        case .otherKey: return forged.signed(with: "another secret of thirty-two bytes")
        case .otherKeyID:
            forged.header["kid"] = "../../dev/null"
            return forged.signed()
        case .keyInHeader:
            forged.header["jwk"] = ["kty": "oct", "k": "AAAA"]
            forged.header["jku"] = "https://attacker.example/keys"
            return forged.signed(with: "attacker")
        case .cutSignature: return String(token.signed().dropLast(4))
        case .emptySignature: return token.unsigned + "."
        case .changedRole:
            forged.claims["role"] = "admin"
            return forged.unsigned + "." + token.signed().split(separator: ".")[2]
        case .changedUser:
            forged.claims["sub"] = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
            return forged.signed()
        case .otherAudience:
            forged.claims["aud"] = "somebody-else"
            return forged.signed()
        case .otherKind:
            forged.claims["typ"] = "download"
            return forged.signed()
        case .notYet:
            forged.claims["nbf"] = 1_795_000_000 + 3600
            return forged.signed()
        case .farFuture:
            forged.claims["iat"] = 1_795_000_000 + 86400 * 365
            return forged.signed()
        case .longerThanASession:
            forged.claims["exp"] = 1_795_000_000 + 86400 * 365
            return forged.signed()
        case .withoutClaims:
            forged.claims = [:]
            return forged.signed()
        case .notJSON: return "bm90.anNvbg.c2ln"
        case .twoParts: return token.unsigned
        case .megabyte: return token.signed() + String(repeating: "A", count: 1 << 20)
        case .empty: return ""
        case .notBase64: return "가.나.다"
        }
    }
}

/// A token taken apart, to be put together wrongly.
private struct Token {
    var header: [String: Any]
    var claims: [String: Any]

    init(_ text: String) throws {
        let parts = text.split(separator: ".")
        header = try Self.object(parts[0])
        claims = try Self.object(parts[1])
    }

    var unsigned: String { [header, claims].map { Self.encoded(Self.json($0)) }.joined(separator: ".") }

    func signed(with secret: String = "a secret of at least thirty-two bytes") -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let signature = HMAC<SHA256>.authenticationCode(for: Array(unsigned.utf8), using: key)
        return unsigned + "." + Self.encoded(Data(signature))
    }

    private static func object(_ part: Substring) throws -> [String: Any] {
        let plain = String(part).replacing("-", with: "+").replacing("_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
        let data = try #require(Data(base64Encoded: padded))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private static func json(_ object: [String: Any]) -> Data {
        (try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data()
    }

    private static func encoded(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
