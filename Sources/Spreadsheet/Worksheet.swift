/// Reads the rows of one worksheet as they stream by.
///
/// Trusts nothing that is only said: not the `dimension`, not the count of shared strings. A missing `r` (Google leaves
/// it out) means the next row or column.
struct Worksheet {
    private let strings: SharedStrings
    private let styles: NumberStyles
    private let computesOnLoad: Bool

    private var builder: SheetBuilder
    private var rowNumber = 0
    /// From 0.
    private var column = -1
    private var type = ValueType.number
    private var style = 0
    private var isFormula = false
    private var text: CellText

    /// `computesOnLoad`: the file asks for its formulas to be computed; a result of 0 is none yet (XlsxWriter's way).
    init(strings: SharedStrings, styles: NumberStyles, computesOnLoad: Bool, _ budget: SheetBudget) {
        (self.strings, self.styles, self.computesOnLoad) = (strings, styles, computesOnLoad)
        builder = SheetBuilder(budget)
        text = CellText(limit: budget.limits.cellCharacters)
    }

    mutating func read(_ path: String, of archive: ZipArchive, named name: String, otherSheets: [String])
        throws(SheetError) -> Sheet
    {
        builder.name = name
        var reader = try XMLReader(path, of: archive)
        let names = (
            data: XMLName("sheetData"), row: XMLName("row"), cell: XMLName("c"), column: XMLName("col"),
            merge: XMLName("mergeCell")
        )
        var (isInData, isInCell) = (false, false)
        while let event = try reader.next() {
            switch event {
            case .text where isInCell: try text.append(reader)
            case .text: continue
            case .start where isInCell:
                text.enter(reader.name)
                if reader.name == .formula { isFormula = true }
            case .start where reader.name == names.data: isInData = true
            case .start where isInData && reader.name == names.cell:
                try beginCell(reader)
                isInCell = true
            case .start where isInData && reader.name == names.row: try beginRow(reader)
            case .start where isInData: continue
            case .start where reader.name == names.column: hideColumns(reader)
            case .start where reader.name == names.merge: merge(reader)
            case .start: continue
            case .end where isInCell && reader.name == names.cell:
                isInCell = false
                try endCell()
            case .end where isInCell: text.leave(reader.name)
            case .end where reader.name == names.data: isInData = false
            case .end: continue
            }
        }
        return try builder.finish(otherSheets: otherSheets)
    }

    /// Rows may come in any order, but no row twice.
    private mutating func beginRow(_ reader: borrowing XMLReader) throws(SheetError) {
        let number = reader.raw(.reference).map(CellReference.number) ?? rowNumber + 1
        guard let number, (1...1_048_576).contains(number) else { throw .broken }
        (rowNumber, column) = (number, -1)
        guard try !builder.begin(row: number) else { throw .broken }
        builder.isHidden = isTrue(reader.raw(.hidden)) || reader.raw(.height).map(isNothing) == true
    }

    /// Cells may come in any order too.
    private mutating func beginCell(_ reader: borrowing XMLReader) throws(SheetError) {
        let place = reader.raw(.reference).map { CellReference.column($0) } ?? column + 1
        guard let place, place < 16_384 else { throw .broken }
        column = place
        type = ValueType(reader.raw(.type))
        style = reader.raw(.style).flatMap(CellReference.number) ?? 0
        isFormula = false
        text.clear()
    }

    private mutating func endCell() throws(SheetError) {
        guard !text.isEmpty else {
            // A text may well be computed as empty; a number, a truth or an error cannot.
            if isFormula, type != .text { try builder.put("", .uncomputed, column: column) }
            return
        }
        if text.isTooLong { return try builder.put(text.string(), .cut, column: column) }
        switch type {
        case .number where isFormula && computesOnLoad && text.raw == [0x30]:
            try builder.put("", .uncomputed, column: column)
        case .number:
            let (string, kind) = styles.value(of: text.raw, style: style)
            try builder.put(string, kind, column: column)
        case .shared:
            guard let index = CellReference.number(text.raw), let shared = strings[index] else { throw .broken }
            if !shared.text.isEmpty { try builder.put(shared.text, shared.isCut ? .cut : .text, column: column) }
        case .boolean: try builder.put(text.raw == [0x31] ? "TRUE" : "FALSE", column: column)
        case .error: try builder.put(error: text.string(), column: column)
        case .date: try builder.put(SerialDate.text(iso: text.string()), .date, column: column)
        case .text:
            let string = try text.string()
            if !string.isEmpty { try builder.put(string, column: column) }
        }
    }

    private mutating func hideColumns(_ reader: borrowing XMLReader) {
        guard isTrue(reader.raw(.hidden)) || reader.raw(.width).map(isNothing) == true,
            let first = reader.raw(.first).flatMap(CellReference.number),
            let last = reader.raw(.last).flatMap(CellReference.number)
        else { return }
        builder.hide(columns: first - 1, through: last - 1)
    }

    private mutating func merge(_ reader: borrowing XMLReader) {
        guard let range = reader.raw(.range).flatMap(CellReference.range) else { return }
        builder.merge(rows: range.rows, columns: range.columns)
    }

    private func isTrue(_ value: ArraySlice<UInt8>?) -> Bool {
        guard let value else { return false }
        return value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
    }

    /// A height or width that leaves nothing to be seen.
    private func isNothing(_ value: ArraySlice<UInt8>) -> Bool {
        Double(String(decoding: value, as: UTF8.self)).map { $0 < 0.5 } ?? false
    }
}

/// What a cell's `t` says about its `<v>`.
private enum ValueType {
    case number, shared, boolean, error
    /// In the words of ISO 8601.
    case date
    /// Inline text, a formula's text result.
    case text

    init(_ attribute: ArraySlice<UInt8>?) {
        switch (attribute?.count, attribute?.first) {
        case (nil, _), (1, UInt8(ascii: "n")): self = .number
        case (1, UInt8(ascii: "s")): self = .shared
        case (1, UInt8(ascii: "b")): self = .boolean
        case (1, UInt8(ascii: "e")): self = .error
        case (1, UInt8(ascii: "d")): self = .date
        default: self = .text  // "str", "inlineStr"
        }
    }
}

extension XMLName {
    fileprivate static var reference: XMLName { XMLName(packed: 0x72) }  // r
    fileprivate static var type: XMLName { XMLName(packed: 0x74) }  // t
    fileprivate static var style: XMLName { XMLName(packed: 0x73) }  // s
    fileprivate static var formula: XMLName { XMLName(packed: 0x66) }  // f
    fileprivate static var hidden: XMLName { XMLName(packed: 0x68_69_64_64_65_6E) }  // hidden
    fileprivate static var height: XMLName { XMLName(packed: 0x68_74) }  // ht
    fileprivate static var width: XMLName { XMLName(packed: 0x77_69_64_74_68) }  // width
    fileprivate static var first: XMLName { XMLName(packed: 0x6D_69_6E) }  // min
    fileprivate static var last: XMLName { XMLName(packed: 0x6D_61_78) }  // max
    fileprivate static var range: XMLName { XMLName(packed: 0x72_65_66) }  // ref
}
