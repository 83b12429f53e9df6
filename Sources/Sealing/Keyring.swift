import Crypto
import Foundation

/// The keys that personal data is sealed with: one to seal, and older ones that still open what they sealed.
///
/// Its description shows ids only.
package struct Keyring: Sendable {
    let current: SealingKey
    private let keys: [KeyID: SealingKey]

    package init(current: SealingKey, old: [SealingKey] = []) {
        self.current = current
        keys = Dictionary((old + [current]).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// Reads `ENCRYPTION_KEY` (base64 of 32 bytes) and `ENCRYPTION_KEYS_OLD` (`id:base64,…`; the id may be left out).
    package init(encryptionKey: String, old: String = "") throws(InvalidKey) {
        var keys: [SealingKey] = []
        for (index, entry) in old.split(separator: ",").enumerated() {
            let name = "ENCRYPTION_KEYS_OLD, entry \(index + 1)"
            let parts = entry.trimmingCharacters(in: .whitespaces).split(separator: ":", maxSplits: 1)
            guard let encoded = parts.last else { throw InvalidKey(name: name, problem: .notBase64) }
            let key = try SealingKey(base64: String(encoded), name: name)
            if parts.count == 2, parts[0] != "\(key.id)" {
                throw InvalidKey(name: name, problem: .wrongID(given: String(parts[0]), actual: "\(key.id)"))
            }
            keys.append(key)
        }
        self.init(current: try SealingKey(base64: encryptionKey, name: "ENCRYPTION_KEY"), old: keys)
    }

    package var currentID: KeyID { current.id }

    func key(_ id: KeyID) -> SealingKey? { keys[id] }
}

extension Keyring: CustomStringConvertible, CustomReflectable {
    package var description: String { "keyring \(currentID) of \(keys.count)" }
    package var customMirror: Mirror { Mirror(self, children: ["current": currentID]) }
}

/// Why a setting holds no key. Carries no part of it but its id.
package struct InvalidKey: Error, Sendable, Equatable {
    package enum Problem: Sendable, Equatable {
        case notBase64
        case wrongLength(bytes: Int)
        case wrongID(given: String, actual: String)
    }

    package let name: String
    package let problem: Problem

    package init(name: String, problem: Problem) {
        (self.name, self.problem) = (name, problem)
    }
}

extension InvalidKey: CustomStringConvertible {
    package var description: String {
        let hint = "Make one with: head -c 32 /dev/urandom | base64"
        return switch problem {
        case .notBase64: "\(name) is not base64. \(hint)"
        case .wrongLength(let bytes): "\(name) holds \(bytes) bytes instead of 32. \(hint)"
        case .wrongID(let given, let actual):
            "\(name) is called \(given), but the key's id is \(actual): is it another key?"
        }
    }
}
