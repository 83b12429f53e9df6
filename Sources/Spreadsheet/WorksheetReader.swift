/// Reads the rows of one worksheet as they stream by.
///
/// Trusts nothing that is only said: not the `dimension`, not the count of shared strings. A missing `r` (Google leaves
/// it out) means the next row or column.
final class WorksheetReader: XMLHandler {
    private(set) var rows: [Sheet.Row] = []
    private let strings: SharedStrings
    private let styles: NumberStyles
    private let limits: SheetLimits

    private var isInData = false
    private var rowNumber = 0
    private var cells: [String] = []
    private var isRowFilled = false
    /// From 0.
    private var column = -1
    private var kind = CellKind.number
    private var style = 0
    private var isInCell = false
    private var text = CellText()

    init(strings: SharedStrings, styles: NumberStyles, limits: SheetLimits) {
        (self.strings, self.styles, self.limits) = (strings, styles, limits)
    }

    override func started(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "c" where isInData: beginCell(attributes)
        case "v" where isInCell: text.begin()
        case "t" where isInCell: text.begin()
        case "row" where isInData: beginRow(attributes)
        case "rPh" where isInCell: text.isPhonetic = true
        case "sheetData": isInData = true
        default: break
        }
    }

    override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isInCell else { return }
        text.append(bytes)
        if text.isTooLong { stop(.cellTooLong(limit: limits.cellCharacters, row: rowNumber)) }
    }

    override func ended(_ name: XMLName) {
        switch name {
        case "v", "t": text.end()
        case "c" where isInCell: endCell()
        case "row" where isInData: endRow()
        case "rPh": text.isPhonetic = false
        case "sheetData": isInData = false
        default: break
        }
    }

    private func beginRow(_ attributes: XMLAttributes) {
        let number = attributes.bytes("r").map(CellReference.number) ?? rowNumber + 1
        guard let number, number > rowNumber, number <= 1_048_576 else { return stop(.broken) }
        rowNumber = number
        cells.removeAll(keepingCapacity: true)
        (isRowFilled, column) = (false, -1)
    }

    private func endRow() {
        guard isRowFilled else { return }
        guard rows.count < limits.rows else { return stop(.tooManyRows(limit: limits.rows)) }
        rows.append(Sheet.Row(number: rowNumber, cells: cells))
    }

    private func beginCell(_ attributes: XMLAttributes) {
        let place = attributes.bytes("r").map(CellReference.column) ?? column + 1
        guard let place, place > column, place < 16_384 else { return stop(.broken) }
        column = place
        kind = CellKind(attributes.bytes("t"))
        style = attributes.bytes("s").flatMap(CellReference.number) ?? 0
        isInCell = true
        text.clear(limit: limits.cellCharacters)
    }

    private func endCell() {
        isInCell = false
        guard !text.isEmpty, let value = value(), !value.isEmpty else { return }
        guard column < limits.columns else { return stop(.tooManyColumns(limit: limits.columns, row: rowNumber)) }
        while cells.count < column { cells.append("") }
        cells.append(value)
        isRowFilled = isRowFilled || !value.allSatisfy(\.isWhitespace)
    }

    private func value() -> String? {
        switch kind {
        case .number: return styles.text(of: text.raw, style: style)
        case .shared:
            guard let index = CellReference.number(text.raw) else {
                stop(.broken)
                return nil
            }
            switch strings[index] {
            case .text(let string): return string
            case .tooLong: stop(.cellTooLong(limit: limits.cellCharacters, row: rowNumber))
            case .none: stop(.broken)
            }
            return nil
        case .boolean: return text.raw == [0x31] ? "TRUE" : "FALSE"
        case .text: return text.string
        }
    }
}

/// What a cell's `t` says about its `<v>`.
private enum CellKind {
    case number, shared, boolean
    /// Inline text, a formula's text result, an error such as `#N/A`, an ISO date.
    case text

    init(_ attribute: UnsafePointer<CChar>?) {
        guard let attribute else {
            self = .number
            return
        }
        switch (UInt8(bitPattern: attribute[0]), attribute[0] == 0 ? 0 : attribute[1]) {
        case (0x73, 0): self = .shared  // "s"
        case (0x62, 0): self = .boolean  // "b"
        case (0x6E, 0): self = .number  // "n"
        default: self = .text  // "str", "inlineStr", "e", "d"
        }
    }
}

/// Reads `BC12` and plain numbers from an attribute's bytes.
private enum CellReference {
    /// Column letters, from 0: `BC12` → 54. nil when there are none or too many.
    static func column(_ text: UnsafePointer<CChar>) -> Int? {
        var (index, column) = (0, 0)
        while let letter = letter(UInt8(bitPattern: text[index])) {
            column = column * 26 + letter
            index += 1
            guard index <= 3 else { return nil }
        }
        return column == 0 ? nil : column - 1
    }

    static func number(_ text: UnsafePointer<CChar>) -> Int? {
        var (index, value) = (0, 0)
        while text[index] != 0 {
            guard let digit = digit(UInt8(bitPattern: text[index])), index < 9 else { return nil }
            value = value * 10 + digit
            index += 1
        }
        return index == 0 ? nil : value
    }

    static func number(_ bytes: [UInt8]) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
        var value = 0
        for byte in bytes {
            guard let digit = digit(byte) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> Int? { (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil }

    /// A = 1 … Z = 26, small letters too.
    private static func letter(_ byte: UInt8) -> Int? {
        let capital = byte & 0xDF
        return (0x41...0x5A).contains(capital) ? Int(capital) - 0x40 : nil
    }
}
