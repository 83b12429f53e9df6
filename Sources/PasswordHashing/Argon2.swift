import CArgon2

/// The library's two calls on Swift values. They take as long as they take: only from the hasher's threads.
enum Argon2 {
    private static let saltSize = 16
    private static let hashSize = 32

    static func hash(_ password: String, _ cost: HashingCost) throws(PasswordHashingError) -> String {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<saltSize).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let length = argon2_encodedlen(
            cost.passes, cost.memoryKiB, cost.lanes, UInt32(saltSize), UInt32(hashSize), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let bytes = Array(password.utf8)
        let status = argon2id_hash_encoded(
            cost.passes, cost.memoryKiB, cost.lanes, bytes, bytes.count, salt, saltSize, hashSize, &encoded, length)
        guard status == ARGON2_OK.rawValue else { throw .failed(code: Int(status)) }
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func verify(_ password: String, _ phc: String) -> Bool {
        let bytes = Array(password.utf8)
        return argon2id_verify(phc, bytes, bytes.count) == ARGON2_OK.rawValue
    }
}
