import Foundation

/// The id of a `Subject`: a ULID that cannot be mistaken for the id of something else.
package struct Identifier<Subject>: Sendable, Hashable, Comparable {
    package let ulid: ULID

    package init(_ ulid: ULID) { self.ulid = ulid }

    /// A new id, made before the row that carries it is written.
    package static func new(at now: Date = Date()) -> Self {
        var random = SystemRandomNumberGenerator()
        return Self(ULID(milliseconds: UInt64(max(0, now.timeIntervalSince1970) * 1000), random: &random))
    }

    package static func < (a: Self, b: Self) -> Bool { a.ulid < b.ulid }
}

extension Identifier: LosslessStringConvertible {
    package var description: String { ulid.description }

    package init?(_ description: String) {
        guard let ulid = ULID(description) else { return nil }
        self.init(ulid)
    }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let ulid = ULID(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a ULID"))
        }
        self.init(ulid)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
