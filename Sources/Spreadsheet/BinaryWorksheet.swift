/// Collects the cells of one sheet of a ``BinaryWorkbook``.
struct BinaryWorksheet {
    private let strings: [String]
    private let styles: NumberStyles
    private let limits: SheetLimits
    private let budget: SheetBudget
    private var builder: SheetBuilder
    /// A formula's text follows in a record of its own.
    private var awaitsText: (row: Int, column: Int)?
    /// Formulas whose result is an empty text, and whether any has another one.
    private var emptyResults: [(row: Int, column: Int)] = []
    private var hasResults = false

    init(strings: [String], styles: NumberStyles, _ budget: SheetBudget) {
        (self.strings, self.styles) = (strings, styles)
        (self.budget, limits, builder) = (budget, budget.limits, SheetBuilder(budget))
    }

    mutating func read(_ records: BinaryRecords, from start: Int, named name: String, otherSheets: [String])
        throws(SheetError) -> Sheet
    {
        builder.name = name
        var place = start
        guard let first = records.next(&place), first.kind == 0x0809 else { throw .broken }
        var depth = 1  // charts drawn on the sheet are streams of their own in the middle of it
        while depth > 0 {
            let start = place
            guard let record = records.next(&place) else { throw .broken }
            try budget.spend(bytes: place - start)
            switch record.kind {
            case 0x0809: depth += 1
            case 0x000A: depth -= 1
            case 0x007D where depth == 1: hideColumns(record.data)
            case 0x0208 where depth == 1: hideRow(record.data)
            case 0x00E5 where depth == 1: merge(record.data)
            default: if depth == 1 { try read(record) }
            }
        }
        // xlwt and its like never compute: they give every formula the empty text for a result.
        if !hasResults {
            for place in emptyResults { try put(uncomputed: place.row, place.column) }
        }
        return try builder.finish(otherSheets: otherSheets)
    }

    /// COLINFO (MS-XLS 2.4.53): first and last column, width, style, flags.
    private mutating func hideColumns(_ data: ByteReader) {
        guard let first = data.uint16(0), let last = data.uint16(2), let flags = data.uint16(8),
            flags & 1 == 1 || data.uint16(4) == 0
        else { return }
        builder.hide(columns: first, through: last)
    }

    /// ROW (MS-XLS 2.4.221): number, columns, height in twips, then flags of which one says that it is hidden.
    private mutating func hideRow(_ data: ByteReader) {
        guard let row = data.uint16(0), let height = data.uint16(6), let flags = data.uint16(12) else { return }
        if flags & 0x20 != 0 || height & 0x7FFF < 10 { builder.hiddenRows.insert(row + 1) }
    }

    /// MERGEDCELLS (MS-XLS 2.4.168): a count and so many ranges.
    private mutating func merge(_ data: ByteReader) {
        for index in 0..<(data.uint16(0) ?? 0) {
            let place = 2 + index * 8
            guard let top = data.uint16(place), let bottom = data.uint16(place + 2), let left = data.uint16(place + 4),
                let right = data.uint16(place + 6), top <= bottom, left <= right
            else { return }
            builder.merge(rows: (top + 1)...(bottom + 1), columns: left...right)
        }
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
            try put(number, style, row, column)
        case 0x027E:  // RK
            guard let number = data.uint32(6) else { throw .broken }
            try put(Self.number(rk: number), style, row, column)
        case 0x00BD:  // MULRK: a run of cells, each a style and a number
            for index in 0..<max(0, (data.count - 6) / 6) {
                guard let style = data.uint16(4 + index * 6), let number = data.uint32(6 + index * 6) else {
                    throw .broken
                }
                try put(Self.number(rk: number), style, row, column + index)
            }
        case 0x0205:  // BOOLERR
            guard data.uint8(7) == 0 else { return try put(error: data.uint8(6), row, column) }
            try put(data.uint8(6) == 1 ? "TRUE" : "FALSE", row, column)
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
            guard let number = data.double(6), let flags = data.uint16(14) else { throw .broken }
            // 0 and "always compute": nobody has.
            if number == 0, flags & 1 == 1 { return try put(uncomputed: row, column) }
            hasResults = true
            return try put(number, style, row, column)
        }
        let result = data.uint8(6)
        guard let result, result != 3 else {
            if emptyResults.count <= limits.rows { emptyResults.append((row, column)) }
            return
        }
        hasResults = true
        switch result {
        case 0: awaitsText = (row, column)
        case 1: try put(data.uint8(8) == 1 ? "TRUE" : "FALSE", row, column)
        case 2: try put(error: data.uint8(8), row, column)
        default: return
        }
    }

    private mutating func put(_ text: String, _ row: Int, _ column: Int) throws(SheetError) {
        guard !text.isBlank else { return }
        let isLong = text.isLonger(than: limits.cellCharacters)
        try builder.begin(row: row + 1)
        try builder.put(isLong ? text.cut(to: limits.cellCharacters) : text, isLong ? .cut : .text, column: column)
    }

    private mutating func put(uncomputed row: Int, _ column: Int) throws(SheetError) {
        try builder.begin(row: row + 1)
        try builder.put("", .uncomputed, column: column)
    }

    private mutating func put(error code: Int?, _ row: Int, _ column: Int) throws(SheetError) {
        guard let code else { throw .broken }
        try builder.begin(row: row + 1)
        try builder.put(error: CellError.word(code: code), column: column)
    }

    private mutating func put(_ number: Double, _ style: Int, _ row: Int, _ column: Int) throws(SheetError) {
        let digits = number.magnitude < 1e15 && number == number.rounded() ? "\(Int(number))" : "\(number)"
        let (text, kind) = styles.value(of: Array(digits.utf8), style: style)
        try builder.begin(row: row + 1)
        try builder.put(text, kind, column: column)
    }

    /// Thirty bits of a number, an integer or the top of a floating-point one, perhaps to be divided by 100.
    private static func number(rk: UInt32) -> Double {
        let number =
            rk & 2 != 0 ? Double(Int32(bitPattern: rk) >> 2) : Double(bitPattern: UInt64(rk & 0xFFFF_FFFC) << 32)
        return rk & 1 != 0 ? number / 100 : number
    }
}
