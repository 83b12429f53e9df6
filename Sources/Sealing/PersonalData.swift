import MariaDB

/// What an area needs to keep personal data: the sealer of its columns and the index to find it again.
package struct PersonalData: Sendable {
    package let sealer: FieldSealer
    package let index: BlindIndex

    package init(sealer: FieldSealer, index: BlindIndex) {
        (self.sealer, self.index) = (sealer, index)
    }

    /// Reads the index's key from `data_key`, or makes it at the first start.
    package static func load(_ database: Database, _ keyring: Keyring) async throws -> PersonalData {
        PersonalData(sealer: FieldSealer(keyring), index: try await BlindIndex.load(database, keyring))
    }
}

extension BlindIndex {
    package static func load(_ database: Database, _ keyring: Keyring) async throws -> BlindIndex {
        BlindIndex(key: try await DataKey.blindIndex.load(database, keyring))
    }
}
