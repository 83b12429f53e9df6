import Crypto
import Foundation
import Support

/// A browser that accounts have signed in with: a number of its own and marks of their login ids.
///
/// It opens nothing and names nobody. It only says that failures of others do not concern whoever uses it.
struct KnownBrowser: Sendable, Equatable {
    typealias ID = Identifier<KnownBrowser>

    let id: ID
    /// The newest last.
    fileprivate(set) var accounts: [String]
}

/// Signs and reads what a browser keeps of itself, in a cookie.
package struct KnownBrowsers: Sendable {
    /// 180 days; then a login makes the browser known anew.
    package static let lifetimeSeconds = 180 * 86400
    /// A desk is shared by a few people.
    private static let mostAccounts = 8
    private static let longestText = 512

    private let key: SymmetricKey

    init(secret: some ContiguousBytes) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: Array("known browser".utf8), outputByteCount: 32)
    }

    /// The browser that a cookie stands for; nil for every text that is not ours or too old.
    func read(_ text: String?, at now: Date) -> KnownBrowser? {
        guard let text, text.utf8.count <= Self.longestText, let dot = text.lastIndex(of: "."),
            let code = Data(base64URL: text[text.index(after: dot)...]),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Array(text[..<dot].utf8), using: key)
        else { return nil }
        let parts = text[..<dot].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = KnownBrowser.ID(String(parts[0])),
            now.timeIntervalSince1970 < TimeInterval(id.ulid.high >> 16) / 1000 + TimeInterval(Self.lifetimeSeconds)
        else { return nil }
        return KnownBrowser(id: id, accounts: parts[1].split(separator: "-").map(String.init))
    }

    func knows(_ loginID: LoginID, in browser: KnownBrowser) -> Bool { browser.accounts.contains(mark(loginID)) }

    /// What the browser keeps after this account has signed in with it.
    func text(of browser: KnownBrowser?, after loginID: LoginID, at now: Date) -> String {
        let mark = mark(loginID)
        var known = browser ?? KnownBrowser(id: .new(at: now), accounts: [])
        known.accounts = (known.accounts.filter { $0 != mark } + [mark]).suffix(Self.mostAccounts)
        let content = "\(known.id).\(known.accounts.joined(separator: "-"))"
        return content + "." + Data(HMAC<SHA256>.authenticationCode(for: Array(content.utf8), using: key)).base64URL
    }

    private func mark(_ loginID: LoginID) -> String {
        HMAC<SHA256>.authenticationCode(for: Array("account \(loginID.text)".utf8), using: key)
            .prefix(8).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    }
}
