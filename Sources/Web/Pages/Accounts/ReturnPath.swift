/// Where a person goes on after signing in: the address of one of our own pages, or nothing.
///
/// Recognised, not cleaned: browsers skip tabs and line breaks, read `\` as `/` and a second slash as another host, and
/// no list of what is dangerous stays complete. The router's pages are compared with this list by a test.
package struct ReturnPath: Sendable, Equatable {
    package let text: String

    /// A star is one segment, such as an id.
    private static let pages: [[String]] = [
        [""], ["password"], ["campaigns"], ["campaigns", "*"], ["coupons"], ["coupons", "*"], ["admin"],
        ["admin", "*"],
        ["admin", "templates", "*"],
    ]

    package init?(_ text: String) {
        guard text.utf8.count <= 1000, text.utf8.first == UInt8(ascii: "/") else { return nil }
        let parts = text.utf8.dropFirst().split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        let segments = parts[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard segments.allSatisfy({ $0.allSatisfy(Self.isPlain) }),
            Self.pages.contains(where: { Self.matches($0, segments.map { String(decoding: Array($0), as: UTF8.self) }) }
            ),
            parts.count == 1 || parts[1].allSatisfy({ Self.isPlain($0) || ".~=&%+,:".utf8.contains($0) })
        else { return nil }
        self.text = text
    }

    private static func matches(_ page: [String], _ segments: [String]) -> Bool {
        page.count == segments.count
            && zip(page, segments).allSatisfy { $0 == $1 || ($0 == "*" && !$1.isEmpty) }
    }

    /// Letters, digits, `-` and `_`: our ids and words need no more.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
