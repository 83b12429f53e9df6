/// A reply in the vendor's XML: elements with text or with elements, no attributes.
struct XMLText: Sendable {
    private(set) var text = ""

    mutating func element(_ name: String, _ value: String) {
        text += "<\(name)>\(Self.escaped(value))</\(name)>"
    }

    /// Names and messages come wrapped, as Java servers do with text that people typed.
    mutating func cdata(_ name: String, _ value: String) {
        let safe = value.split(separator: "]]>", omittingEmptySubsequences: false).joined(separator: "]]]]><![CDATA[>")
        text += "<\(name)><![CDATA[\(safe)]]></\(name)>"
    }

    mutating func group(_ name: String, _ build: (inout XMLText) -> Void) {
        text += "<\(name)>"
        build(&self)
        text += "</\(name)>"
    }

    mutating func append(_ other: XMLText) { text += other.text }

    static func document(_ root: String, encoding: String, prologue: String = "", body: XMLText) -> String {
        "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>\n\(prologue)<\(root)>\(body.text)</\(root)>\n"
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
