import Foundation

/// A moment as a token says it: whole seconds since 1970, up to the last one that a calendar of four-digit years holds.
///
/// Whatever else stands there makes the token none of ours, so that no number of a token can overflow our arithmetic.
struct TokenTime: Sendable, Equatable, Comparable {
    /// 9999-12-31T23:59:59Z.
    private static let last = 253_402_300_799

    let seconds: Int

    /// The whole second of our own clock.
    init(_ instant: Date) { seconds = Int(min(max(0, instant.timeIntervalSince1970), Double(Self.last))) }

    private init(within seconds: Int) { self.seconds = min(max(0, seconds), Self.last) }

    /// `seconds` is one of our own few; the result stays a moment.
    func advanced(by seconds: Int) -> TokenTime { TokenTime(within: self.seconds + seconds) }

    var instant: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }

    static func < (a: TokenTime, b: TokenTime) -> Bool { a.seconds < b.seconds }
}

extension TokenTime: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let seconds = try container.decode(Int.self)
        guard (0...Self.last).contains(seconds) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no moment of a calendar")
        }
        self.seconds = seconds
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}
