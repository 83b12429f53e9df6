extension MessageText {
    /// The first thing in a text that looks like a field and is none, as it stands there: `{성명}`, `{{이름}}`, `{ 이름 }`,
    /// `｛이름｝`, `#{이름}`, `{이름` without its end.
    package static func strangeField(in text: String) -> String? {
        var rest = text[...]
        while let open = rest.firstIndex(where: isOpening) {
            let known = Placeholder.allCases.first { rest[open...].hasPrefix($0.rawValue) }
            let field = rest[open...].prefix(while: isOpening).endIndex
            let end = rest[field...].firstIndex { isClosing($0) || isOpening($0) || $0.isNewline }
            let closed = end.flatMap { isClosing(rest[$0]) ? $0 : nil }
            if known == nil || isMarked(text, before: open) || closed.map({ isClosing(rest, after: $0) }) ?? true {
                if let closed {
                    return String(text[start(text, open)..<text.index(after: last(rest, from: closed))].prefix(30))
                }
                if names.contains(where: { rest[field...].drop(while: \.isWhitespace).hasPrefix($0) }) {
                    return String(rest[open...].prefix(8))
                }
            }
            rest = rest[(closed.map { rest.index(after: $0) } ?? field)...]
        }
        return nil
    }

    private static let names = Placeholder.allCases.map { String($0.rawValue.dropFirst().dropLast()) }

    private static func isOpening(_ sign: Character) -> Bool { sign == "{" || sign == "｛" }
    private static func isClosing(_ sign: Character) -> Bool { sign == "}" || sign == "｝" }
    private static func isClosing(_ text: Substring, after index: Substring.Index) -> Bool {
        let next = text.index(after: index)
        return next < text.endIndex && isClosing(text[next])
    }

    /// `#{이름}` and `${이름}` of other systems.
    private static func isMarked(_ text: String, before index: String.Index) -> Bool {
        index > text.startIndex && "#$".contains(text[text.index(before: index)])
    }

    private static func start(_ text: String, _ open: String.Index) -> String.Index {
        isMarked(text, before: open) ? text.index(before: open) : open
    }

    private static func last(_ text: Substring, from closing: Substring.Index) -> Substring.Index {
        isClosing(text, after: closing) ? text.index(after: closing) : closing
    }
}
