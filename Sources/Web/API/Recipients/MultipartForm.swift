/// The parts of a `multipart/form-data` body (RFC 7578). The body stands in memory once: parts are slices of it.
struct MultipartForm: Sendable {
    struct Part: Sendable, Equatable {
        let name: String
        let fileName: String?
        let bytes: ArraySlice<UInt8>
    }

    let parts: [Part]

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    /// More parts than any form of ours has.
    private static let maxParts = 20
    private static let maxHeaderBytes = 8_192

    /// nil when the type names no boundary or the body does not follow it.
    init?(contentType: String, body: [UInt8]) {
        guard let boundary = HeaderParameters(contentType)["boundary"], (1...70).contains(boundary.utf8.count) else {
            return nil
        }
        let dashes = Array("--\(boundary)".utf8)
        let delimiter = Array("\r\n".utf8) + dashes
        // The first delimiter has no line end before it.
        guard var place = body.starts(with: dashes) ? dashes.count : body.end(of: delimiter, from: 0) else {
            return nil
        }
        var parts: [Part] = []
        while true {
            if body.has("--", at: place) { break }
            while place < body.count, body[place] == 0x20 || body[place] == 0x09 { place += 1 }
            guard body.has("\r\n", at: place), parts.count < Self.maxParts,
                // From the line end on: an empty part is two delimiters in a row.
                let next = body.end(of: delimiter, from: place), next - delimiter.count >= place + 2,
                let part = Self.part(body[(place + 2)..<(next - delimiter.count)])
            else { return nil }
            parts.append(part)
            place = next
        }
        self.parts = parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let blankLine = Array("\r\n\r\n".utf8)
        guard let start = bytes.prefix(maxHeaderBytes).end(of: blankLine, from: bytes.startIndex) else { return nil }
        let head = UploadName.text(of: Array(bytes[bytes.startIndex..<(start - blankLine.count)]))
        let line = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let line else { return nil }
        let parameters = HeaderParameters(String(line))
        guard let name = parameters["name"] else { return nil }
        return Part(name: name, fileName: UploadName.of(parameters), bytes: bytes[start...])
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Where the first occurrence of `pattern` at or behind `start` ends.
    fileprivate func end(of pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first, count >= pattern.count else { return nil }
        var place = start
        let last = endIndex - pattern.count
        while place <= last {
            if self[place] == first, self[place..<(place + pattern.count)].elementsEqual(pattern) {
                return place + pattern.count
            }
            place += 1
        }
        return nil
    }

    fileprivate func has(_ text: StaticString, at place: Int) -> Bool {
        place + text.utf8CodeUnitCount <= endIndex
            && text.withUTF8Buffer { self[place..<(place + $0.count)].elementsEqual($0) }
    }
}
