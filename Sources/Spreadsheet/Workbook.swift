/// An `.xlsx` file's table of contents: which part is which sheet, and what the sheets share.
struct Workbook {
    private let archive: ZipArchive
    private let tabs: [Tab]
    private let countsFrom1904: Bool
    private let parts: Parts

    /// More tabs than anybody turns over; a file can name millions that all lead to one sheet.
    static let maxTabs = 1_000

    private struct Tab {
        let name: String
        let path: String
    }

    private struct Parts {
        var sharedStrings: String?
        var styles: String?
    }

    init(_ archive: ZipArchive) throws(SheetError) {
        self.archive = archive
        guard archive.contains("[Content_Types].xml") else { throw Self.kindOfOther(archive) }
        guard !archive.names.contains(where: { $0.hasSuffix("vbaproject.bin") }) else { throw .macros }
        let path = try Relationship.all(of: "", in: archive).first { $0.kind == "officeDocument" }?.target
        guard let path, archive.contains(path) else { throw Self.kindOfOther(archive) }
        guard !path.hasSuffix(".bin") else { throw .unsupportedKind }  // .xlsb

        let elements = try XMLElement.all(
            ["workbook", "workbookPr", "sheet"], ["name", "state", "id", "date1904"], in: path, of: archive)
        guard elements.contains(where: { $0.isNamed("workbook") }) else { throw .notASpreadsheet }
        let relationships = try Relationship.all(of: path, in: archive)
        countsFrom1904 = elements.contains {
            $0.isNamed("workbookPr") && ["1", "true"].contains($0["date1904"] ?? "")
        }
        let sheets = Dictionary(relationships.filter { $0.kind == "worksheet" }.map { ($0.id, $0.target) }) {
            first, _ in first
        }
        tabs = elements.prefix(Self.maxTabs).compactMap { element in
            guard element.isNamed("sheet"), (element["state"] ?? "visible") == "visible", let id = element["id"],
                let path = sheets[id]
            else { return nil }
            return Tab(name: element["name"] ?? "", path: path)
        }
        parts = Parts(
            sharedStrings: relationships.first { $0.kind == "sharedStrings" }?.target,
            styles: relationships.first { $0.kind == "styles" }?.target)
    }

    /// The first visible sheet with a cell in it; an empty one when no sheet has any.
    func firstFilledSheet(limits: SheetLimits) throws(SheetError) -> Sheet {
        guard !tabs.isEmpty else { throw .notASpreadsheet }
        let strings = try SharedStrings(parts.sharedStrings, of: archive, limits: limits)
        let styles = try NumberStyles.read(parts.styles, of: archive, countsFrom1904: countsFrom1904)
        for tab in tabs {
            guard archive.contains(tab.path) else { throw .broken }
            var worksheet = Worksheet(strings: strings, styles: styles, limits: limits)
            let rows = try worksheet.rows(tab.path, of: archive)
            if !rows.isEmpty {
                return Sheet(name: tab.name, rows: rows, otherSheets: tabs.map(\.name).filter { $0 != tab.name })
            }
        }
        return Sheet(name: tabs[0].name, rows: [], otherSheets: tabs.dropFirst().map(\.name))
    }

    /// A zip that is no Excel workbook: OpenDocument is known and not read, the rest is something renamed.
    private static func kindOfOther(_ archive: ZipArchive) -> SheetError {
        archive.contains("mimetype") && archive.contains("content.xml") ? .unsupportedKind : .notASpreadsheet
    }
}

/// One arrow between two parts of an `.xlsx` file.
private struct Relationship {
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
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
