/// Reads the rows of one worksheet as they stream by.
///
/// Trusts nothing that is only said: not the `dimension`, not the count of shared strings. A missing `r` (Google leaves
/// it out) means the next row or column.
struct Worksheet {
    private let strings: SharedStrings
    private let styles: NumberStyles
    private let limits: SheetLimits

    private var rows: [Sheet.Row] = []
    private var rowNumber = 0
    private var cells: [String] = []
    private var isRowFilled = false
    /// From 0.
    private var column = -1
    private var kind = CellKind.number
    private var style = 0
    private var text: CellText

    init(strings: SharedStrings, styles: NumberStyles, limits: SheetLimits) {
        (self.strings, self.styles, self.limits) = (strings, styles, limits)
        text = CellText(limit: limits.cellCharacters)
    }

    mutating func rows(_ path: String, of archive: ZipArchive) throws(SheetError) -> [Sheet.Row] {
        var reader = try XMLReader(path, of: archive)
        let names = (data: XMLName("sheetData"), row: XMLName("row"), cell: XMLName("c"))
        var (isInData, isInCell) = (false, false)
        while let event = try reader.next() {
            switch event {
            case .text where isInCell:
                try text.append(reader)
                guard !text.isTooLong else { throw .cellTooLong(limit: limits.cellCharacters, row: rowNumber) }
            case .text: continue
            case .start where isInCell: text.enter(reader.name)
            case .start where reader.name == names.data: isInData = true
            case .start where isInData && reader.name == names.cell:
                try beginCell(reader)
                isInCell = true
            case .start where isInData && reader.name == names.row: try beginRow(reader)
            case .start: continue
            case .end where isInCell && reader.name == names.cell:
                isInCell = false
                try endCell()
            case .end where isInCell: text.leave(reader.name)
            case .end where isInData && reader.name == names.row: try endRow()
            case .end where reader.name == names.data: isInData = false
            case .end: continue
            }
        }
        return rows
    }

    private mutating func beginRow(_ reader: borrowing XMLReader) throws(SheetError) {
        let number = reader.raw(.reference).map(CellReference.number) ?? rowNumber + 1
        guard let number, number > rowNumber, number <= 1_048_576 else { throw .broken }
        rowNumber = number
        cells.removeAll(keepingCapacity: true)
        (isRowFilled, column) = (false, -1)
    }

    private mutating func endRow() throws(SheetError) {
        guard isRowFilled else { return }
        guard rows.count <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        rows.append(Sheet.Row(number: rowNumber, cells: cells))
    }

    private mutating func beginCell(_ reader: borrowing XMLReader) throws(SheetError) {
        let place = reader.raw(.reference).map(CellReference.column) ?? column + 1
        guard let place, place > column, place < 16_384 else { throw .broken }
        column = place
        kind = CellKind(reader.raw(.type))
        style = reader.raw(.style).flatMap(CellReference.number) ?? 0
        text.clear()
    }

    private mutating func endCell() throws(SheetError) {
        guard !text.isEmpty else { return }
        let value = try value()
        guard !value.isEmpty else { return }
        guard column < limits.columns else { throw .tooManyColumns(limit: limits.columns, row: rowNumber) }
        while cells.count < column { cells.append("") }
        cells.append(value)
        isRowFilled = isRowFilled || !value.isBlank
    }

    private func value() throws(SheetError) -> String {
        switch kind {
        case .number: return styles.text(of: text.raw, style: style)
        case .shared:
            guard let index = CellReference.number(text.raw) else { throw .broken }
            switch strings[index] {
            case .text(let string): return string
            case .tooLong: throw .cellTooLong(limit: limits.cellCharacters, row: rowNumber)
            case .none: throw .broken
            }
        case .boolean: return text.raw == [0x31] ? "TRUE" : "FALSE"
        case .text: return try text.string()
        }
    }
}

/// What a cell's `t` says about its `<v>`.
private enum CellKind {
    case number, shared, boolean
    /// Inline text, a formula's text result, an error such as `#N/A`, an ISO date.
    case text

    init(_ attribute: UnsafeBufferPointer<UInt8>?) {
        switch (attribute?.count, attribute?.first) {
        case (nil, _), (1, UInt8(ascii: "n")): self = .number
        case (1, UInt8(ascii: "s")): self = .shared
        case (1, UInt8(ascii: "b")): self = .boolean
        default: self = .text  // "str", "inlineStr", "e", "d"
        }
    }
}

/// Reads `BC12` and plain numbers from an attribute's bytes.
private enum CellReference {
    /// Column letters, from 0: `BC12` → 54. nil when there are none or too many.
    static func column(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var column = 0
        for (index, byte) in text.enumerated() {
            let capital = byte & 0xDF
            guard (0x41...0x5A).contains(capital) else { break }
            guard index < 3 else { return nil }
            column = column * 26 + Int(capital) - 0x40
        }
        return column == 0 ? nil : column - 1
    }

    static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int? { number(text[...]) }

    static func number(_ bytes: [UInt8]) -> Int? { number(bytes[...]) }

    private static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard (1...9).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte) - 0x30
        }
        return value
    }
}

extension XMLName {
    fileprivate static var reference: XMLName { XMLName(packed: 0x72) }  // r
    fileprivate static var type: XMLName { XMLName(packed: 0x74) }  // t
    fileprivate static var style: XMLName { XMLName(packed: 0x73) }  // s
}
