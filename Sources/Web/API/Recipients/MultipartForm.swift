import Foundation

/// The parts of a `multipart/form-data` body (RFC 7578), read whole: bodies are limited before they come here.
struct MultipartForm: Sendable {
    struct Part: Sendable, Equatable {
        let name: String
        let fileName: String?
        let bytes: [UInt8]
    }

    let parts: [Part]

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    /// More parts than any form of ours has.
    private static let maxParts = 20
    private static let lineEnd = Data("\r\n".utf8)
    private static let blankLine = Data("\r\n\r\n".utf8)

    /// nil when the type names no boundary or the body does not follow it.
    init?(contentType: String, body: Data) {
        guard let boundary = Self.parameter("boundary", in: contentType), (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        let delimiter = Data("\r\n--\(boundary)".utf8)
        // The first delimiter has no line end before it; with one in front all look alike.
        let bytes = Self.lineEnd + body
        guard var place = bytes.range(of: delimiter) else { return nil }
        var parts: [Part] = []
        while true {
            let rest = bytes[place.upperBound...]
            if rest.starts(with: Data("--".utf8)) { break }
            guard rest.starts(with: Self.lineEnd), parts.count < Self.maxParts,
                let next = bytes.range(of: delimiter, in: place.upperBound..<bytes.endIndex),
                next.lowerBound >= rest.startIndex + 2,
                let part = Self.part(bytes[(rest.startIndex + 2)..<next.lowerBound])
            else { return nil }
            parts.append(part)
            place = next
        }
        self.parts = parts
    }

    private static func part(_ bytes: Data) -> Part? {
        guard let blank = bytes.range(of: blankLine), blank.lowerBound - bytes.startIndex < 4096,
            let head = String(data: bytes[bytes.startIndex..<blank.lowerBound], encoding: .utf8)
        else { return nil }
        let line = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line, let name = parameter("name", in: line) else { return nil }
        return Part(name: name, fileName: parameter("filename", in: line), bytes: Array(bytes[blank.upperBound...]))
    }

    /// `name="value"` or `name=value`; browsers write `"` inside a value as `%22`.
    private static func parameter(_ name: String, in text: String) -> String? {
        for piece in text.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            let quoted = pair[1].count >= 2 && pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"")
            let value = quoted ? String(pair[1].dropFirst().dropLast()) : pair[1]
            return value.replacingOccurrences(of: "%22", with: "\"")
        }
        return nil
    }
}
