/// One element of a small XML part.
struct XMLElement {
    let name: XMLName
    private let attributes: [XMLName: String]

    subscript(attribute: String) -> String? { attributes[XMLName(attribute)] }

    func isNamed(_ text: String) -> Bool { name == XMLName(text) }

    /// The elements of a part as a flat list, in order: enough for tables of contents and styles. `wanted` names the
    /// ones to keep, without prefix.
    static func all(_ wanted: [String], in path: String, of archive: ZipArchive) throws(SheetError) -> [XMLElement] {
        let wanted = Set(wanted.map { XMLName($0) })
        var reader = try XMLReader(path, of: archive)
        var elements: [XMLElement] = []
        while let event = try reader.next() {
            guard event == .start, wanted.contains(reader.name) else { continue }
            // Excel itself stops at 65,490 cell formats.
            guard elements.count < 200_000 else { throw .unpacksTooLarge }
            elements.append(XMLElement(name: reader.name, attributes: try reader.allAttributes()))
        }
        return elements
    }
}
