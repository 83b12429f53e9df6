/// A path as it may stand in a log: no webhook secret, no number that could be a phone's or a barcode's.
struct MaskedPath: CustomStringConvertible {
    let description: String

    init(_ path: String) {
        var segments = path.prefix(300).split(separator: "/", omittingEmptySubsequences: false).map(Self.masked)
        if segments.count > 3, segments[1] == "webhooks" { segments[3] = "***" }
        description = segments.joined(separator: "/")
    }

    /// ULIDs and words stay; seven digits in a row do not, nor does anything that could forge a line.
    private static func masked(_ segment: Substring) -> String {
        let plain = segment.filter { $0.isASCII && !$0.isWhitespace && $0 != "\u{7F}" && $0 >= " " }
        guard plain.count != 26 else { return plain }
        var run = 0
        for character in plain {
            run = character.isNumber ? run + 1 : 0
            if run >= 7 { return "***" }
        }
        return plain
    }
}
