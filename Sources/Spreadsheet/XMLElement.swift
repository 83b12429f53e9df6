/// One element of a small XML part.
struct XMLElement {
    let name: XMLName
    private let attributes: [XMLName: String]

    subscript(attribute: String) -> String? { attributes[XMLName(attribute)] }

    func isNamed(_ text: String) -> Bool { name == XMLName(text) }

    /// The elements of a part as a flat list, in order: enough for tables of contents and styles. Only the named ones
    /// and their named attributes are kept, whatever else a file is stuffed with.
    static func all(_ names: [String], _ attributes: [String], in path: String, of archive: ZipArchive)
        throws(SheetError) -> [XMLElement]
    {
        let (wanted, attributes) = (Set(names.map { XMLName($0) }), attributes.map { XMLName($0) })
        var reader = try XMLReader(path, of: archive)
        var elements: [XMLElement] = []
        while let event = try reader.next() {
            guard event == .start, wanted.contains(reader.name) else { continue }
            // Excel itself stops at 65,490 cell formats.
            guard elements.count < 200_000 else { throw .unpacksTooLarge }
            var values: [XMLName: String] = [:]
            for attribute in attributes { values[attribute] = try reader.attribute(attribute) }
            elements.append(XMLElement(name: reader.name, attributes: values))
        }
        return elements
    }
}
