/// A text in a PATCH: missing leaves it as it is, null or an empty text takes it away.
struct Patched: Decodable, Sendable {
    /// nil: missing; empty: take away.
    let text: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = container.decodeNil() ? "" : try container.decode(String.self)
    }

    private init() { text = nil }

    fileprivate static let missing = Patched()
}

extension KeyedDecodingContainer {
    /// The synthesised `init(from:)` of a body finds this one: a missing key is no error.
    func decode(_ type: Patched.Type, forKey key: Key) throws -> Patched {
        guard contains(key) else { return .missing }
        return try Patched(from: superDecoder(forKey: key))
    }
}
