/// One arrow between two parts of an `.xlsx` file.
struct Relationship {
    let id: String
    /// The last word of the type: `worksheet`, `styles` … The first part differs between transitional and strict files.
    let kind: String
    /// A path inside the archive.
    let target: String

    static func all(of part: String, in archive: ZipArchive) throws(SheetError) -> [Relationship] {
        let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
        let path = folder + "_rels/" + part.dropFirst(folder.count) + ".rels"
        guard archive.contains(path) else { return [] }
        return try XMLElement.all(["Relationship"], ["Id", "Type", "Target", "TargetMode"], in: path, of: archive)
            .compactMap { element in
                guard let id = element["Id"], let target = element["Target"],
                    let kind = element["Type"]?.split(separator: "/").last,
                    element["TargetMode"] != "External"
                else { return nil }
                return Relationship(id: id, kind: String(kind), target: resolve(target, in: folder))
            }
    }

    /// `worksheets/sheet1.xml` and `../x.xml` count from the part's folder, `/xl/worksheets/sheet1.xml` from the root.
    private static func resolve(_ target: String, in folder: String) -> String {
        var path: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
