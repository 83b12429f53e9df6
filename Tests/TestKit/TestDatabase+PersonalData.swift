import Sealing

extension TestDatabase {
    /// Fixed keys, for tests only.
    package static let keyring = Keyring(current: SealingKey(bytes: Array(1...32)))

    package static let personalData = PersonalData(
        sealer: FieldSealer(keyring), index: BlindIndex(key: Array(101...132)))
}
