/// An Excel 97–2003 workbook (`.xls`, MS-XLS BIFF8): values only, never formulas or macros.
struct BinaryWorkbook: TabbedFile {
    private(set) var tabs: [SheetTab<Int>] = []
    private let records: BinaryRecords
    private var strings: [String] = []
    private var styles = NumberStyles(isDate: [], countsFrom1904: false)

    init(_ file: CompoundFile, limits: SheetLimits) throws(SheetError) {
        guard !file.contains("EncryptedPackage") else {
            // Microsoft's rights management keeps its licence beside what it locks (MS-OFFCRYPTO 2.2).
            throw file.contains("DRMEncryptedDataSpace") || file.contains("DRMEncryptedTransform")
                ? .documentSecurity(product: "Microsoft") : .encrypted
        }
        guard let stream = try file.stream("Workbook") else { throw Self.kindOfOther(file) }
        records = BinaryRecords(stream)
        try readGlobals(limits)
    }

    func sheet(of tab: SheetTab<Int>, _ budget: SheetBudget) throws(SheetError) -> Sheet {
        var reader = BinaryWorksheet(strings: strings, styles: styles, budget)
        return try reader.read(records, from: tab.place, named: tab.name, otherSheets: otherNames(than: tab.name))
    }

    private static func kindOfOther(_ file: CompoundFile) -> SheetError {
        let streams: [(String, ForeignFormat)] = [
            ("Book", .oldWorkbook), ("HwpSummaryInformation", .hangul), ("BodyText", .hangul), ("WordDocument", .word),
            ("PowerPoint Document", .presentation),
        ]
        return streams.first { file.contains($0.0) }.map { .otherProgram($0.1) } ?? .notASpreadsheet
    }

    private mutating func readGlobals(_ limits: SheetLimits) throws(SheetError) {
        var place = 0
        guard let start = records.next(&place), start.kind == 0x0809 else { throw .notASpreadsheet }
        guard start.data.uint16(0) == 0x0600 else { throw .otherProgram(.oldWorkbook) }
        var countsFrom1904 = false
        var codes: [Int: String] = [:]
        var formats: [Int] = []
        while let record = records.next(&place), record.kind != 0x000A {
            switch record.kind {
            case 0x002F: throw .encrypted
            case 0x0022: countsFrom1904 = record.data.uint16(0) == 1
            case 0x041E:
                if let id = record.data.uint16(0) { codes[id] = BinaryString.long(record, at: 2) }
            case 0x00E0: formats.append(record.data.uint16(2) ?? 0)
            case 0x0085:
                let isWorksheet = record.data.uint8(5) == 0
                guard isWorksheet, tabs.count < Workbook.maxTabs, let start = record.data.uint32(0),
                    let state = record.data.uint8(4)
                else { continue }
                tabs.append(
                    SheetTab(
                        name: BinaryString.short(record, at: 6) ?? "", isVisible: state & 3 == 0, place: Int(start)))
            case 0x00FC: strings = try BinaryString.table(record, limit: limits.sharedStringBytes)
            default: continue
            }
        }
        styles = NumberStyles(
            isDate: formats.map { NumberFormat.isDate(id: $0, code: codes[$0]) }, countsFrom1904: countsFrom1904)
    }
}
