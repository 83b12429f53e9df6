/// The parameters of a header such as `form-data; name="file"; filename="명단;최종.xlsx"`.
///
/// Values may stand in quotes or not. Inside quotes a semicolon is text, and `\"` and `\\` are a quote and a backslash
/// (RFC 9110); another backslash is itself, because old browsers send `C:\명단.xlsx`.
struct HeaderParameters: Sendable {
    private var values: [String: String] = [:]

    subscript(name: String) -> String? { values[name] }

    init(_ header: String) {
        var rest = header.drop { $0 != ";" }
        while !rest.isEmpty {
            rest = rest.drop { $0 == ";" || $0.isWhitespace }
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let value = rest.first == "\"" ? Self.quoted(&rest) : Self.plain(&rest)
            let key = Self.trimmed(name).lowercased()
            if !key.isEmpty, values[key] == nil { values[key] = value }
        }
    }

    private static func plain(_ rest: inout Substring) -> String {
        let value = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(value.count)
        return trimmed(value)
    }

    /// Up to the closing quote, or to the end when there is none.
    private static func quoted(_ rest: inout Substring) -> String {
        var value = ""
        rest.removeFirst()
        while let next = rest.popFirst() {
            if next == "\"" { break }
            if next == "\\", let escaped = rest.first, escaped == "\"" || escaped == "\\" {
                value.append(escaped)
                rest.removeFirst()
            } else {
                value.append(next)
            }
        }
        rest = rest.drop { $0 != ";" }
        return value
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
