import Support

/// Where a sealed value stands. Bound to the value, so that it does not open in another row or column.
package struct SealedPlace: Sendable {
    let bytes: [UInt8]

    package init(table: StaticString, column: StaticString, row: ULID) {
        bytes = Array("\(table)|\(column)|".utf8) + row.bytes
    }
}

/// Seals personal data for its column and opens it again.
///
/// A sealed text is 33 bytes longer than its UTF-8. No column of sealed values is compared or sorted in SQL: the same
/// text sealed twice differs.
package struct FieldSealer: Sendable {
    private let keyring: Keyring

    package init(_ keyring: Keyring) { self.keyring = keyring }

    package func seal(_ text: String, in place: SealedPlace) throws(SealingError) -> [UInt8] {
        try seal(Array(text.utf8), in: place)
    }

    package func seal(_ bytes: [UInt8], in place: SealedPlace) throws(SealingError) -> [UInt8] {
        let key = keyring.current
        return try SealedBytes.seal(bytes, id: key.id, key: key.fields, place: place.bytes)
    }

    package func open(_ sealed: [UInt8], in place: SealedPlace) throws(SealingError) -> String {
        guard let text = String(validating: try openBytes(sealed, in: place), as: UTF8.self) else { throw .notText }
        return text
    }

    package func openBytes(_ sealed: [UInt8], in place: SealedPlace) throws(SealingError) -> [UInt8] {
        try SealedBytes.open(sealed, place: place.bytes) { keyring.key($0)?.fields }
    }

    /// Whether the value was sealed with a key that is on its way out, and should be sealed again.
    package func isOutdated(_ sealed: [UInt8]) -> Bool { SealedBytes.keyID(of: sealed) != keyring.currentID }
}
