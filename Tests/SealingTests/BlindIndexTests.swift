import MariaDB
import Sealing
import Support
import TestKit
import Testing

@Suite("Finding sealed values")
struct BlindIndexTests {
    let index = BlindIndex(key: Array(1...32))

    @Test("the same number is found however it was written")
    func phone() throws {
        let (plain, hyphens) = try (PhoneNumber("01012345678"), PhoneNumber("+82 10-1234-5678"))

        #expect(index.phone(plain) == index.phone(hyphens))
        #expect(index.phone(plain).count == 16)
    }

    @Test("a barcode is found as people type it")
    func barcode() {
        #expect(index.barcode("1234-5678 90ab") == index.barcode("1234567890AB"))
        #expect(index.barcode("123456789") != index.barcode("123456780"))
    }

    @Test("kinds are kept apart: digits of a number are not a barcode")
    func kinds() throws {
        let phone = try PhoneNumber("01012345678")

        let values: Set<[UInt8]> = [
            index.phone(phone), index.barcode(phone.digits), index.phoneLastFour(phone.digits),
            index.phoneLastFour(phone.lastFour),
        ]

        #expect(values.count == 4)
    }

    @Test("another key gives another index")
    func otherKey() throws {
        #expect(BlindIndex(key: Array(2...33)).barcode("1") != index.barcode("1"))
    }
}

@Suite("The key of the blind index", .database)
struct DataKeyTests {
    let database = TestDatabase.current
    let key = SealingKey.random()

    @Test("is made once: every later start finds the same")
    func madeOnce() async throws {
        let keyring = Keyring(current: key)

        let first = try await BlindIndex.load(database, keyring)
        let second = try await BlindIndex.load(database, keyring)

        #expect(first.barcode("1234") == second.barcode("1234"))
    }

    @Test("is the same for processes that start at once")
    func race() async throws {
        let keyring = Keyring(current: key)

        let values = try await withThrowingTaskGroup(of: [UInt8].self) { [database] group in
            for _ in 0..<8 { group.addTask { try await BlindIndex.load(database, keyring).barcode("1234") } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(values.count == 1)
    }

    @Test("survives the rotation of ENCRYPTION_KEY, and then needs the old key no more")
    func rotation() async throws {
        let before = try await BlindIndex.load(database, Keyring(current: key))
        let next = SealingKey.random()

        let rewrapped = try await DataKey.blindIndex.rewrap(database, Keyring(current: next, old: [key]))
        let again = try await DataKey.blindIndex.rewrap(database, Keyring(current: next, old: [key]))
        let after = try await BlindIndex.load(database, Keyring(current: next))

        #expect(rewrapped)
        #expect(!again)
        #expect(before.barcode("1234") == after.barcode("1234"))
    }

    @Test("does not open with a wrong key, and is not replaced")
    func wrongKey() async throws {
        _ = try await BlindIndex.load(database, Keyring(current: key))

        await #expect(throws: SealingError.unknownKey(key.id)) {
            _ = try await BlindIndex.load(database, Keyring(current: .random()))
        }
    }

    @Test("does not stand in the database in clear")
    func wrapped() async throws {
        let index = try await BlindIndex.load(database, Keyring(current: key))

        let rows = try await database.read { db in try db.rows("SELECT wrapped FROM data_key") }
        let stored: [UInt8] = try #require(rows.first).value("wrapped")

        #expect(rows.count == 1)
        #expect(stored.count == 32 + 33)
        #expect(BlindIndex(key: Array(stored[17..<49])).barcode("1") != index.barcode("1"))
    }
}
