/// Collects the cells of one sheet of a ``BinaryWorkbook``.
struct BinaryWorksheet {
    private let strings: [String]
    private let styles: NumberStyles
    private let limits: SheetLimits
    private var cells: [Int: [String]] = [:]
    /// A formula's text follows in a record of its own.
    private var awaitsText: (row: Int, column: Int)?

    init(strings: [String], styles: NumberStyles, limits: SheetLimits) {
        (self.strings, self.styles, self.limits) = (strings, styles, limits)
    }

    mutating func rows(of records: BinaryRecords, from start: Int) throws(SheetError) -> [Sheet.Row] {
        var place = start
        guard let first = records.next(&place), first.kind == 0x0809 else { throw .broken }
        var depth = 1  // charts drawn on the sheet are streams of their own in the middle of it
        while depth > 0 {
            guard let record = records.next(&place) else { throw .broken }
            switch record.kind {
            case 0x0809: depth += 1
            case 0x000A: depth -= 1
            default: if depth == 1 { try read(record) }
            }
        }
        return cells.keys.sorted().map { Sheet.Row(number: $0 + 1, cells: cells[$0] ?? []) }
    }

    private mutating func read(_ record: BinaryRecords.Record) throws(SheetError) {
        let data = record.data
        guard let row = data.uint16(0), let column = data.uint16(2), let style = data.uint16(4) else { return }
        switch record.kind {
        case 0x00FD:  // LABELSST
            guard let index = data.uint32(6), strings.indices.contains(Int(index)) else { throw .broken }
            try put(strings[Int(index)], row, column)
        case 0x0204, 0x00D6:  // LABEL, RSTRING
            try put(BinaryString.long(record, at: 6) ?? "", row, column)
        case 0x0203:  // NUMBER
            guard let number = data.double(6) else { throw .broken }
            try put(text(number, style), row, column)
        case 0x027E:  // RK
            guard let number = data.uint32(6) else { throw .broken }
            try put(text(Self.number(rk: number), style), row, column)
        case 0x00BD:  // MULRK: a run of cells, each a style and a number
            for index in 0..<max(0, (data.bytes.count - 6) / 6) {
                guard let style = data.uint16(4 + index * 6), let number = data.uint32(6 + index * 6) else {
                    throw .broken
                }
                try put(text(Self.number(rk: number), style), row, column + index)
            }
        case 0x0205:  // BOOLERR
            if data.uint8(7) == 0 { try put(data.uint8(6) == 1 ? "TRUE" : "FALSE", row, column) }
        case 0x0006:  // FORMULA: its cached result
            try putResult(data, row, column, style)
        case 0x0207:  // STRING
            guard let cell = awaitsText else { return }
            awaitsText = nil
            try put(BinaryString.long(record, at: 0) ?? "", cell.row, cell.column)
        default: return
        }
    }

    private mutating func putResult(_ data: ByteReader, _ row: Int, _ column: Int, _ style: Int) throws(SheetError) {
        guard data.uint16(12) == 0xFFFF else {
            guard let number = data.double(6) else { throw .broken }
            return try put(text(number, style), row, column)
        }
        switch data.uint8(6) {
        case 0: awaitsText = (row, column)
        case 1: try put(data.uint8(8) == 1 ? "TRUE" : "FALSE", row, column)
        default: return  // an error, or nothing
        }
    }

    private mutating func put(_ text: String, _ row: Int, _ column: Int) throws(SheetError) {
        guard !text.isBlank else { return }
        guard column < limits.columns else { throw .tooManyColumns(limit: limits.columns, row: row + 1) }
        guard text.unicodeScalars.count <= limits.cellCharacters else {
            throw .cellTooLong(limit: limits.cellCharacters, row: row + 1)
        }
        var line = cells[row] ?? []
        guard !line.isEmpty || cells.count <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        cells[row] = nil  // so that `line` is alone and grows in place
        while line.count <= column { line.append("") }
        line[column] = text
        cells[row] = line
    }

    private func text(_ number: Double, _ style: Int) -> String {
        let digits = number.magnitude < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
        return styles.text(of: Array(digits.utf8), style: style)
    }

    /// Thirty bits of a number, an integer or the top of a floating-point one, perhaps to be divided by 100.
    private static func number(rk: UInt32) -> Double {
        let number =
            rk & 2 != 0 ? Double(Int32(bitPattern: rk) >> 2) : Double(bitPattern: UInt64(rk & 0xFFFF_FFFC) << 32)
        return rk & 1 != 0 ? number / 100 : number
    }
}
