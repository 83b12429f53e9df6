import Crypto
import Foundation

/// 32 secret bytes. What is sealed and what is wrapped use keys derived from them, never the bytes themselves.
package struct SealingKey: Sendable {
    package let id: KeyID
    let fields: SymmetricKey
    let wrapping: SymmetricKey

    init(base64: String, name: String) throws(InvalidKey) {
        guard let bytes = Data(base64Encoded: base64.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw InvalidKey(name: name, problem: .notBase64)
        }
        guard bytes.count == 32 else { throw InvalidKey(name: name, problem: .wrongLength(bytes: bytes.count)) }
        self.init(bytes: Array(bytes))
    }

    /// - Parameter bytes: 32 random ones.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a key has 32 bytes")
        let secret = SymmetricKey(data: bytes)
        id = KeyID(bytes: Array(SHA256.hash(data: bytes).prefix(KeyID.size)))
        fields = Self.derive(secret, "coupon field 1")
        wrapping = Self.derive(secret, "coupon key wrapping 1")
    }

    package static func random() -> SealingKey {
        SealingKey(bytes: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    private static func derive(_ secret: SymmetricKey, _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(purpose.utf8), outputByteCount: 32)
    }
}

/// The first four bytes of the key's SHA-256: enough to tell keys apart, useless for finding one.
package struct KeyID: Sendable, Hashable, CustomStringConvertible {
    static let size = 4
    let bytes: [UInt8]

    package var description: String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
