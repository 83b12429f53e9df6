/// The tags and texts of a web page, as forgiving as a browser: nothing has to be closed, quoted or nested rightly.
struct HTMLTokens {
    enum Token {
        case text(ArraySlice<UInt8>)
        case start(HTMLTag)
        case end(name: String)
    }

    private let bytes: [UInt8]
    private var position = 0
    /// Elements whose end was sought in vain: not again, or a page full of them would take for ever.
    private var unclosed: Set<String> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// nil at the end. Comments, declarations, scripts and styles are passed over.
    mutating func next() -> Token? {
        while position < bytes.count {
            let rest = bytes[position...]
            guard rest.first == UInt8(ascii: "<"), let kind = rest.dropFirst().first else { return text() }
            switch kind {
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                let end = rest.starts(with: "<!--".utf8) ? rest.dropFirst(4).end(of: "-->") : rest.end(of: ">")
                position = end ?? bytes.count
            case UInt8(ascii: "/"):
                position += 2
                let name = name()
                position = bytes[position...].end(of: ">") ?? bytes.count
                return .end(name: name)
            case _ where (0x61...0x7A).contains(kind.asSmallLetter): return .start(tag())
            default: return text()
            }
        }
        return nil
    }

    /// Up to the next `<`; one that begins no tag is a text.
    private mutating func text() -> Token {
        let start = position
        position = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(bytes[start..<position])
    }

    private mutating func tag() -> HTMLTag {
        position += 1
        var tag = HTMLTag(name: name())
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
            let byte = bytes[position]
            guard byte > 0x20, byte != UInt8(ascii: "/") else {
                position += 1
                continue
            }
            let key = name()
            guard !key.isEmpty else {
                position += 1
                continue
            }
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                tag.set(key, [])
                continue
            }
            position += 1
            skipBlanks()
            tag.set(key, value())
        }
        position = min(position + 1, bytes.count)
        if ["script", "style", "xml", "title"].contains(tag.name) { skipContent(of: tag.name) }
        return tag
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.count, bytes[position] > 0x20, !"/>=\"'<".utf8.contains(bytes[position]) {
            position += 1
        }
        // No name of a tag or attribute that matters is longer.
        return String(decoding: bytes[start..<min(position, start + 32)].map(\.asSmallLetter), as: UTF8.self)
    }

    private mutating func value() -> ArraySlice<UInt8> {
        guard position < bytes.count else { return [] }
        let quote = bytes[position]
        let start: Int
        if quote == 0x22 || quote == 0x27 {
            start = position + 1
            position = bytes[start...].firstIndex(of: quote) ?? bytes.count
            defer { position = min(position + 1, bytes.count) }
            return bytes[start..<position]
        }
        start = position
        while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: ">") { position += 1 }
        return bytes[start..<position]
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func skipContent(of name: String) {
        guard !unclosed.contains(name) else { return }
        let rest = bytes[position...]
        let end: Int? =
            switch name {
            case "script": rest.end(of: "</script")
            case "style": rest.end(of: "</style")
            case "xml": rest.end(of: "</xml")
            default: rest.end(of: "</title")
            }
        // Not closed: a browser would show nothing more, but what follows may be the table.
        guard let end else {
            unclosed.insert(name)
            return
        }
        position = bytes[end...].end(of: ">") ?? bytes.count
    }
}
