/// An `.xlsx` file's table of contents: which part is which sheet, and what the sheets share.
struct Workbook: TabbedFile {
    let tabs: [SheetTab<String>]
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let strings: SharedStrings
    private let styles: NumberStyles
    private let computesOnLoad: Bool

    /// More tabs than anybody turns over; a file can name millions that all lead to one sheet.
    static let maxTabs = 1_000

    init(_ archive: ZipArchive, limits: SheetLimits) throws(SheetError) {
        (self.archive, self.limits) = (archive, limits)
        guard archive.contains("[Content_Types].xml") else { throw Self.kindOfOther(archive) }
        guard !archive.names.contains(where: { $0.hasSuffix("vbaproject.bin") }) else { throw .macros }
        let path = try Relationship.all(of: "", in: archive).first { $0.kind == "officeDocument" }?.target
        guard let path, archive.contains(path) else { throw Self.kindOfOther(archive) }
        guard !path.hasSuffix(".bin") else { throw .otherProgram(.binaryWorkbook) }

        let elements = try XMLElement.all(
            ["workbook", "workbookPr", "sheet", "calcPr"], ["name", "state", "id", "date1904", "fullCalcOnLoad"],
            in: path,
            of: archive)
        guard elements.contains(where: { $0.isNamed("workbook") }) else { throw .notASpreadsheet }
        let relationships = try Relationship.all(of: path, in: archive)
        func says(_ name: String, _ attribute: String) -> Bool {
            elements.contains { $0.isNamed(name) && ["1", "true"].contains($0[attribute] ?? "") }
        }
        let sheets = Dictionary(relationships.filter { $0.kind == "worksheet" }.map { ($0.id, $0.target) }) {
            first, _ in first
        }
        tabs = elements.prefix(Self.maxTabs).compactMap { element in
            guard element.isNamed("sheet"), let id = element["id"], let path = sheets[id] else { return nil }
            return SheetTab(
                name: element["name"] ?? "", isVisible: (element["state"] ?? "visible") == "visible", place: path)
        }
        guard tabs.contains(where: \.isVisible) else { throw .notASpreadsheet }
        computesOnLoad = says("calcPr", "fullCalcOnLoad")
        strings = try SharedStrings(
            relationships.first { $0.kind == "sharedStrings" }?.target, of: archive, limits: limits)
        styles = try NumberStyles.read(
            relationships.first { $0.kind == "styles" }?.target, of: archive,
            countsFrom1904: says("workbookPr", "date1904"))
    }

    func sheet(of tab: SheetTab<String>, _ budget: SheetBudget) throws(SheetError) -> Sheet {
        guard archive.contains(tab.place) else { throw .broken }
        var worksheet = Worksheet(strings: strings, styles: styles, computesOnLoad: computesOnLoad, budget)
        return try worksheet.read(tab.place, of: archive, named: tab.name, otherSheets: otherNames(than: tab.name))
    }

    /// A zip that is no Excel workbook.
    private static func kindOfOther(_ archive: ZipArchive) -> SheetError {
        let parts: [(String, ForeignFormat)] = [
            ("xl/workbook.bin", .binaryWorkbook), ("Contents/section0.xml", .hangul), ("content.xml", .openDocument),
            ("Index/Document.iwa", .numbers), ("Index.zip", .numbers), ("word/document.xml", .word),
            ("ppt/presentation.xml", .presentation),
        ]
        if let format = parts.first(where: { archive.contains($0.0) })?.1 { return .otherProgram(format) }
        return archive.contains("[Content_Types].xml") ? .notASpreadsheet : .otherProgram(.archive)
    }
}
