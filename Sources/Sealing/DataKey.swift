import Crypto
import Foundation
import MariaDB

/// A random key of our own in table `data_key`, wrapped by the keyring: it survives the rotation of ENCRYPTION_KEY.
package struct DataKey: Sendable {
    package let id: String
    private let place: [UInt8]

    package static let blindIndex = DataKey(id: "blind-index")

    private init(id: String) {
        self.id = id
        place = Array("data_key|wrapped|\(id)".utf8)
    }

    /// Reads the key; makes it when there is none. Of several processes that start at once, all get the one that was
    /// stored first.
    func load(_ database: Database, _ keyring: Keyring) async throws -> [UInt8] {
        if let wrapped = try await stored(database) { return try open(wrapped, keyring) }
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let wrapped = try wrap(fresh, keyring)
        do {
            try await database.write { db in try store(wrapped, db) }
        } catch MariaDBError.duplicateKey {
            // Another process stored one first, or our own COMMIT took effect before its connection was lost.
        }
        guard let kept = try await stored(database) else { throw SealingError.malformed }
        return try open(kept, keyring)
    }

    /// Wraps the stored key with the keyring's current key, if it is not yet.
    ///
    /// - Returns: whether it was wrapped anew. Running processes hold the key itself and notice nothing.
    @discardableResult
    package func rewrap(_ database: Database, _ keyring: Keyring) async throws -> Bool {
        guard let old = try await stored(database), SealedBytes.keyID(of: old) != keyring.currentID else {
            return false
        }
        let new = try wrap(try open(old, keyring), keyring)
        return try await database.write { db in try replace(old, with: new, db) }
    }

    private func stored(_ database: Database) async throws -> [UInt8]? {
        try await database.read { db in try stored(db) }
    }

    private func wrap(_ key: [UInt8], _ keyring: Keyring) throws(SealingError) -> [UInt8] {
        try SealedBytes.seal(key, id: keyring.currentID, key: keyring.current.wrapping, place: place)
    }

    private func open(_ wrapped: [UInt8], _ keyring: Keyring) throws(SealingError) -> [UInt8] {
        try SealedBytes.open(wrapped, place: place) { keyring.key($0)?.wrapping }
    }
}
