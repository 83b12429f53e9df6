/// The elements of a small XML part as a flat list, in order: enough for tables of contents and styles.
final class XMLElements: XMLHandler {
    struct Element {
        let name: String
        let attributes: [String: String]
    }

    private let wanted: Set<String>
    private var elements: [Element] = []

    /// `wanted` names the elements to keep, without prefix.
    static func read(_ path: String, of archive: ZipArchive, wanted: Set<String>) throws(SheetError) -> [Element] {
        let handler = XMLElements(wanted: wanted)
        try XMLStream.parse(path, of: archive, with: handler)
        return handler.elements
    }

    private init(wanted: Set<String>) { self.wanted = wanted }

    override func started(_ name: XMLName, _ attributes: XMLAttributes) {
        let text = name.text
        guard wanted.contains(text) else { return }
        // Excel itself stops at 65,490 cell formats.
        guard elements.count < 200_000 else { return stop(.unpacksTooLarge) }
        elements.append(Element(name: text, attributes: attributes.dictionary))
    }
}
