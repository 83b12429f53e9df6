import Foundation
import Sealing
import Support
import Testing

@Suite("Sealing personal data")
struct FieldSealerTests {
    let key = SealingKey.random()
    let row = Identifier<FieldSealerTests>.new().ulid
    var sealer: FieldSealer { FieldSealer(Keyring(current: key)) }
    var place: SealedPlace { SealedPlace(table: "coupon", column: "phone", row: row) }

    @Test(
        "what was sealed opens in its place",
        arguments: ["", "01012345678", "홍길동 🎁", String(repeating: "가", count: 5_000)])
    func roundTrip(text: String) throws {
        let sealed = try sealer.seal(text, in: place)

        #expect(try sealer.open(sealed, in: place) == text)
        #expect(sealed.count == text.utf8.count + 33)
    }

    @Test("bytes come back exactly")
    func bytes() throws {
        let bytes = (0...255).map { UInt8($0) }

        let back = try sealer.openBytes(try sealer.seal(bytes, in: place), in: place)

        #expect(back == bytes)
    }

    @Test("the same text never looks the same")
    func nonce() throws {
        #expect(try sealer.seal("홍길동", in: place) != sealer.seal("홍길동", in: place))
    }

    @Test("a value moved to another row, column or table does not open")
    func moved() throws {
        let sealed = try sealer.seal("01012345678", in: place)
        let elsewhere = [
            SealedPlace(table: "coupon", column: "phone", row: Identifier<FieldSealerTests>.new().ulid),
            SealedPlace(table: "coupon", column: "name", row: row),
            SealedPlace(table: "message", column: "phone", row: row),
        ]

        for other in elsewhere {
            #expect(throws: SealingError.refused) { try sealer.open(sealed, in: other) }
        }
    }

    @Test("a value with any bit changed does not open")
    func changed() throws {
        let sealed = try sealer.seal("01012345678", in: place)

        for index in sealed.indices {
            var bent = sealed
            bent[index] ^= 1
            #expect(throws: SealingError.self) { try sealer.open(bent, in: place) }
        }
    }

    @Test("what is cut short or empty is no sealed value")
    func malformed() throws {
        let sealed = try sealer.seal("", in: place)

        #expect(throws: SealingError.malformed) { try sealer.open([], in: place) }
        #expect(throws: SealingError.malformed) { try sealer.open(Array(sealed.dropLast()), in: place) }
    }

    @Test("after a rotation the old key still reads, and its values count as outdated")
    func rotation() throws {
        let sealed = try sealer.seal("홍길동", in: place)
        let rotated = FieldSealer(Keyring(current: .random(), old: [key]))

        #expect(try rotated.open(sealed, in: place) == "홍길동")
        #expect(rotated.isOutdated(sealed))
        #expect(!rotated.isOutdated(try rotated.seal("홍길동", in: place)))
    }

    @Test("without its key a value names the key that is missing")
    func missingKey() throws {
        let sealed = try sealer.seal("홍길동", in: place)

        #expect(throws: SealingError.unknownKey(key.id)) {
            try FieldSealer(Keyring(current: .random())).open(sealed, in: place)
        }
    }
}

@Suite("The keyring in the settings")
struct KeyringTests {
    let current = Data((1...32).map { UInt8($0) }).base64EncodedString()
    let old = Data((51...82).map { UInt8($0) }).base64EncodedString()

    @Test("reads old keys with and without their id")
    func oldKeys() throws {
        let oldID = try Keyring(encryptionKey: old).currentID
        let place = SealedPlace(table: "t", column: "c", row: ULID(high: 1, low: 2))
        let sealed = try FieldSealer(Keyring(encryptionKey: old)).seal("x", in: place)

        for setting in ["\(oldID):\(old)", old, " \(oldID):\(old) , \(current)"] {
            let keyring = try Keyring(encryptionKey: current, old: setting)
            #expect(try FieldSealer(keyring).open(sealed, in: place) == "x")
        }
    }

    @Test("refuses what is no key and says which setting")
    func refusals() {
        let short = Data([1, 2, 3]).base64EncodedString()
        #expect(throws: InvalidKey(name: "ENCRYPTION_KEY", problem: .notBase64)) {
            try Keyring(encryptionKey: "not a key")
        }
        #expect(throws: InvalidKey(name: "ENCRYPTION_KEY", problem: .wrongLength(bytes: 0))) {
            try Keyring(encryptionKey: "")
        }
        #expect(throws: InvalidKey(name: "ENCRYPTION_KEYS_OLD, entry 2", problem: .wrongLength(bytes: 3))) {
            try Keyring(encryptionKey: current, old: "\(old),\(short)")
        }
    }

    @Test("refuses an id that belongs to another key")
    func wrongID() {
        #expect(throws: InvalidKey.self) { try Keyring(encryptionKey: current, old: "00000000:\(old)") }
    }

    @Test("shows ids only")
    func masked() throws {
        let keyring = try Keyring(encryptionKey: current, old: old)
        let shown =
            "\(keyring) \(String(reflecting: keyring)) \(InvalidKey(name: "ENCRYPTION_KEY", problem: .notBase64))"

        #expect(!shown.contains(current))
        #expect(!shown.contains(old))
        #expect(shown.contains("\(keyring.currentID)"))
    }
}
