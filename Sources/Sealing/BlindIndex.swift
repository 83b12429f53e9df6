import Crypto
import Foundation
import Support

/// Finds sealed values by equality: 16 bytes of HMAC-SHA256 under a key of its own.
///
/// All mobile numbers are only 10⁸: with this key they are found out in minutes, without it not at all. So the key lies
/// in the database only wrapped by the keyring.
package struct BlindIndex: Sendable {
    private let key: SymmetricKey

    /// - Parameter key: 32 random bytes. `load` in ordinary use; given by tests.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    package func phone(_ phone: PhoneNumber) -> [UInt8] { mac("phone", phone.digits) }

    /// The same for the same numbers in any order: tells a list that was seen before.
    package func phones(_ phones: [PhoneNumber]) -> [UInt8] {
        mac("phones", Set(phones.map(\.digits)).sorted().joined(separator: ","))
    }

    package func phoneLastFour(_ digits: String) -> [UInt8] { mac("phone-last-four", digits) }

    /// Small letters and capitals, spaces and hyphens make no difference: people type what they read from a card.
    package func barcode(_ barcode: String) -> [UInt8] {
        mac("barcode", barcode.uppercased().filter { !$0.isWhitespace && $0 != "-" })
    }

    /// Two redemption events are the same when everything they say is.
    package func event(_ identity: String) -> [UInt8] { mac("event", identity) }

    /// The zero byte keeps the kinds apart.
    private func mac(_ kind: StaticString, _ text: String) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(kind)\0\(text)".utf8), using: key)
        return Array(code.prefix(16))
    }
}
