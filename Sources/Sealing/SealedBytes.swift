import Crypto
import Foundation

/// The layout of everything sealed: version (1 byte), key id (4), nonce (12), ciphertext, tag (16).
///
/// AES-256-GCM. The nonce is random, which is safe for 2³² values a key; one key is rotated long before.
enum SealedBytes {
    private static let version: UInt8 = 1
    private static let nonceSize = 12
    private static let tagSize = 16
    private static let headSize = 1 + KeyID.size

    static func seal(_ clear: some DataProtocol, id: KeyID, key: SymmetricKey, place: [UInt8]) throws(SealingError)
        -> [UInt8]
    {
        let head = [version] + id.bytes
        do {
            let box = try AES.GCM.seal(clear, using: key, authenticating: head + place)
            return head + Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw .unusableKey
        }
    }

    /// `key` looks a key up by its id.
    static func open(_ sealed: [UInt8], place: [UInt8], key: (KeyID) -> SymmetricKey?) throws(SealingError) -> [UInt8] {
        guard let id = keyID(of: sealed) else { throw .malformed }
        guard let key = key(id) else { throw .unknownKey(id) }
        let head = Array(sealed.prefix(headSize))
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(headSize))
            return Array(try AES.GCM.open(box, using: key, authenticating: head + place))
        } catch {
            throw .refused
        }
    }

    /// The key that a value was sealed with; nil when it is no sealed value.
    static func keyID(of sealed: [UInt8]) -> KeyID? {
        guard sealed.count >= headSize + nonceSize + tagSize, sealed[0] == version else { return nil }
        return KeyID(bytes: Array(sealed[1..<headSize]))
    }
}

/// Why a value does not open. Carries no part of it.
package enum SealingError: Error, Sendable, Equatable {
    /// Too short, or of a version that this program does not know.
    case malformed
    /// Sealed with a key that the keyring does not have.
    case unknownKey(KeyID)
    /// Changed, moved from another row or column, or sealed with another key of the same id.
    case refused
    /// Opened, but no text.
    case notText
    case unusableKey
}

extension SealingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed: "The value is not a sealed one, or a newer program sealed it."
        case .unknownKey(let id):
            "The value was sealed with key \(id), which is not in ENCRYPTION_KEY or ENCRYPTION_KEYS_OLD."
        case .refused: "The sealed value was changed or moved from another row or column."
        case .notText: "The sealed value holds no text."
        case .unusableKey: "The key cannot seal."
        }
    }
}
