/// A start tag with the attributes that say something about a cell.
struct HTMLTag {
    let name: String
    private var attributes: [String: ArraySlice<UInt8>] = [:]

    init(name: String) { self.name = name }

    mutating func set(_ key: String, _ value: ArraySlice<UInt8>) {
        guard ["rowspan", "colspan", "span", "style", "hidden", "x:num", "x:err"].contains(key) else { return }
        if attributes[key] == nil { attributes[key] = value }
    }

    subscript(key: String) -> String? { attributes[key].map { HTMLText.plain($0) } }

    /// A count of rows or columns, at least 1.
    func count(_ key: String, atMost limit: Int) -> Int { min(max(self[key].flatMap { Int($0) } ?? 1, 1), limit) }

    /// `hidden`, or a style by which it is not shown.
    var isHidden: Bool {
        if attributes["hidden"] != nil { return true }
        guard let style = self["style"] else { return false }
        let words = style.lowercased().filter { !$0.isWhitespace }.split(separator: ";")
        return words.contains {
            ["display:none", "visibility:hidden", "visibility:collapse", "mso-hide:all"].contains($0)
        }
            || words.contains {
                ["height:0", "height:0px", "height:0pt", "width:0", "width:0px", "width:0pt"].contains($0)
            }
    }
}
