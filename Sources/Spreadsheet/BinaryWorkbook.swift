/// An Excel 97–2003 workbook (`.xls`, MS-XLS BIFF8): values only, never formulas or macros.
struct BinaryWorkbook: TabbedFile {
    private(set) var tabs: [SheetTab<Int>] = []
    private let records: BinaryRecords
    private var strings: [String] = []
    private var styles = NumberStyles(isDate: [], countsFrom1904: false)

    init(_ file: CompoundFile) throws(SheetError) {
        guard !file.contains("EncryptedPackage") else {
            // Microsoft's rights management keeps its licence beside what it locks (MS-OFFCRYPTO 2.2).
            throw file.contains("DRMEncryptedDataSpace") || file.contains("DRMEncryptedTransform")
                ? .documentSecurity(product: "Microsoft") : .encrypted
        }
        guard let stream = try file.stream("Workbook") else { throw Self.kindOfOther(file) }
        records = BinaryRecords(stream)
        try readGlobals()
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

    private mutating func readGlobals() throws(SheetError) {
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
            case 0x00FC: strings = try BinaryString.table(record)
            default: continue
            }
        }
        styles = NumberStyles(
            isDate: formats.map { NumberFormat.isDate(id: $0, code: codes[$0]) }, countsFrom1904: countsFrom1904)
    }
}

/// The records of a workbook stream: a kind, a length, the data; long ones go on in CONTINUE records.
struct BinaryRecords {
    private let stream: ByteReader

    struct Record {
        let kind: Int
        let data: ByteReader
        /// Where the data of each CONTINUE begins in `data`.
        let seams: Set<Int>
    }

    init(_ stream: [UInt8]) { self.stream = ByteReader(stream[...]) }

    func next(_ place: inout Int) -> Record? {
        guard let kind = stream.uint16(place), var bytes = body(at: place) else { return nil }
        place += 4 + bytes.count
        var seams: Set<Int> = []
        while stream.uint16(place) == 0x003C, let more = body(at: place) {
            seams.insert(bytes.count)
            bytes += more
            place += 4 + more.count
        }
        return Record(kind: kind, data: ByteReader(bytes), seams: seams)
    }

    private func body(at place: Int) -> ArraySlice<UInt8>? {
        guard let length = stream.uint16(place + 2) else { return nil }
        return stream.slice(place + 4, count: length)
    }
}

/// Texts as BIFF8 writes them: a length in characters, a flag for one or two bytes each.
enum BinaryString {
    static func short(_ record: BinaryRecords.Record, at place: Int) -> String? {
        guard let count = record.data.uint8(place) else { return nil }
        var cursor = place + 1
        return text(record, &cursor, count: count)
    }

    static func long(_ record: BinaryRecords.Record, at place: Int) -> String? {
        guard let count = record.data.uint16(place) else { return nil }
        var cursor = place + 2
        return text(record, &cursor, count: count)
    }

    /// The shared string table. Its count is not believed: it ends where the record ends.
    static func table(_ record: BinaryRecords.Record) throws(SheetError) -> [String] {
        var strings: [String] = []
        var cursor = 8
        while cursor < record.data.count {
            guard let count = record.data.uint16(cursor) else { throw .broken }
            cursor += 2
            guard let string = text(record, &cursor, count: count) else { throw .broken }
            strings.append(string)
        }
        return strings
    }

    /// Reads flags, characters, and skips formatting runs and phonetic data.
    private static func text(_ record: BinaryRecords.Record, _ cursor: inout Int, count: Int) -> String? {
        let data = record.data
        guard var flags = data.uint8(cursor) else { return nil }
        cursor += 1
        var tail = 0
        if flags & 0x08 != 0 {
            guard let runs = data.uint16(cursor) else { return nil }
            (tail, cursor) = (runs * 4, cursor + 2)
        }
        if flags & 0x04 != 0 {
            guard let size = data.uint32(cursor) else { return nil }
            (tail, cursor) = (tail + Int(size), cursor + 4)
        }
        var units: [UInt16] = []
        units.reserveCapacity(count)
        while units.count < count {
            if record.seams.contains(cursor), !units.isEmpty {
                // A text cut by a CONTINUE says anew how wide its characters are.
                guard let again = data.uint8(cursor) else { return nil }
                (flags, cursor) = (again, cursor + 1)
            }
            guard let unit = flags & 1 == 0 ? data.uint8(cursor) : data.uint16(cursor) else { return nil }
            units.append(UInt16(unit))
            cursor += flags & 1 == 0 ? 1 : 2
        }
        cursor += tail
        return String(decoding: units, as: UTF16.self)
    }
}
