import Foundation
import PasswordHashing
import Testing

@Suite("Hashing passwords")
struct PasswordHasherTests {
    let hasher = PasswordHasher(cost: .least)

    @Test("the right password is accepted, any other is not", arguments: ["correct horse", "비밀번호 열쇠 🔑", "", "a\0b"])
    func verify(password: String) async throws {
        let hash = try await hasher.hash(password)

        let right = try await hasher.verify(password, hash)
        let wrong = try await hasher.verify(password + "x", hash)
        let cutAtZero = try await hasher.verify("a", hash)

        #expect(right)
        #expect(!wrong)
        #expect(!cutAtZero)
    }

    @Test("the same password hashes differently each time")
    func salt() async throws {
        let (first, second) = try await (hasher.hash("same"), hasher.hash("same"))

        #expect(first != second)
    }

    @Test(
        "what is no hash verifies nothing",
        arguments: ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$", "$2b$12$abc"])
    func noHash(text: String) async throws {
        let accepted = try await hasher.verify("plain", text)

        #expect(!accepted)
    }

    @Test("production's cost is 19 MiB, two passes, one lane")
    func cost() async throws {
        let hash = try await PasswordHasher().hash("secret")

        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    }

    @Test("a cheaper hash is to be made anew, an equal one is not")
    func rehash() async throws {
        let cheap = try await hasher.hash("secret")

        #expect(PasswordHasher().needsRehash(cheap))
        #expect(!hasher.needsRehash(cheap))
        #expect(hasher.needsRehash("plain"))
    }

    @Test("more than may wait are refused at once, and room comes back")
    func busy() async throws {
        let narrow = PasswordHasher(maximumWaiting: 3)

        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 { group.addTask { (try? await narrow.hash("flood")) != nil } }
            return await group.reduce(into: [true: 0, false: 0]) { $0[$1, default: 0] += 1 }
        }
        let later = try await narrow.hash("later")

        #expect(outcomes[true, default: 0] >= 3)
        #expect(outcomes[false, default: 0] > 0)
        #expect(!later.isEmpty)
    }
}
