/// Puts a sheet together from cells as a reader comes upon them, in whatever order, under ``SheetLimits``.
struct SheetBuilder {
    var name = ""
    /// The row that is being put together is hidden.
    var isHidden = false
    /// Numbers of rows that are told to be hidden before they come.
    var hiddenRows: Set<Int> = []

    private let budget: SheetBudget
    private let limits: SheetLimits
    private var rows: [Sheet.Row] = []
    private var merges: [Sheet.Merge] = []
    private var hiddenColumns: Set<Int> = []
    private var hasMoreColumns = false
    /// Where each row stands in `rows`; only kept once one came out of its order.
    private var places: [Int: Int]?

    // The row that is being put together.
    private var number = 0
    private var cells: [String] = []
    private var kinds: [Sheet.CellKind] = []
    private var errors: [Int: String] = [:]
    private var isFilled = false

    init(_ budget: SheetBudget) { (self.budget, limits) = (budget, budget.limits) }

    /// The cells that follow stand in this row, counted from 1.
    ///
    /// - Returns: whether the row holds something already.
    @discardableResult
    mutating func begin(row: Int) throws(SheetError) -> Bool {
        guard row != number else { return isFilled }
        try endRow()
        number = row
        guard let last = rows.last, row <= last.number || places != nil else { return false }
        if places == nil { places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.number, $0) }) }
        guard let place = places?[row] else { return false }
        let row = rows[place]
        (cells, kinds, errors, isFilled, isHidden) = (row.cells, row.kinds, row.errors, true, row.isHidden)
        return true
    }

    /// One cell of the row, `column` from 0. A place that was filled before makes the file broken: nobody knows which counts.
    mutating func put(_ text: String, _ kind: Sheet.CellKind = .text, column: Int) throws(SheetError) {
        guard column < limits.columns else {
            hasMoreColumns = hasMoreColumns || !text.isBlank
            return
        }
        guard column >= cells.count else { return try fill(text, kind, column: column) }
        if kind == .text, CellError.isOne(text) { return try put(error: text, column: column) }
        while cells.count < column { cells.append("") }
        cells.append(text)
        if kind != .text { note(kind, column: column) }
        isFilled = isFilled || kind == .uncomputed || !text.isBlank
    }

    /// A cell that shows `#N/A` or the like.
    mutating func put(error: String, column: Int) throws(SheetError) {
        guard column < limits.columns else { return }
        if column < cells.count {
            try fill("", .error, column: column)
        } else {
            while cells.count <= column { cells.append("") }
            note(.error, column: column)
        }
        errors[column] = String(error.prefix(32))
        isFilled = true
    }

    /// Columns from 0.
    mutating func hide(columns first: Int, through last: Int) {
        guard first >= 0, first <= last, first < limits.columns else { return }
        hiddenColumns.formUnion(first...min(last, limits.columns - 1))
    }

    /// Ranges outside what is read, and more than anybody draws, are passed over.
    mutating func merge(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        guard columns.lowerBound >= 0, columns.lowerBound < limits.columns, rows.lowerBound >= 1,
            merges.count <= limits.rows, rows.count > 1 || columns.count > 1
        else { return }
        merges.append(
            Sheet.Merge(rows: rows, columns: columns.lowerBound...min(columns.upperBound, limits.columns - 1)))
    }

    /// The sheet with all that came; `otherSheets` are the names of the file's other visible tabs.
    mutating func finish(otherSheets: [String] = []) throws(SheetError) -> Sheet {
        try endRow()
        if places != nil { rows.sort { $0.number < $1.number } }
        return Sheet(
            name: name, rows: rows, otherSheets: otherSheets, hiddenColumns: hiddenColumns, merges: merges,
            hasMoreColumns: hasMoreColumns)
    }

    private mutating func fill(_ text: String, _ kind: Sheet.CellKind, column: Int) throws(SheetError) {
        let isFree = cells[column].isEmpty && (!kinds.indices.contains(column) || kinds[column] == .text)
        guard isFree else { throw .broken }
        if kind == .text, CellError.isOne(text) { return try put(error: text, column: column) }
        cells[column] = text
        if kind != .text { note(kind, column: column) }
        isFilled = isFilled || kind == .uncomputed || !text.isBlank
    }

    private mutating func note(_ kind: Sheet.CellKind, column: Int) {
        while kinds.count <= column { kinds.append(.text) }
        kinds[column] = kind
    }

    private mutating func endRow() throws(SheetError) {
        defer {
            // What was taken over is shared with `rows`: start anew instead of keeping its room.
            (cells, kinds, errors, isFilled, isHidden) = ([], [], [:], false, false)
        }
        guard isFilled else { return }
        let row = Sheet.Row(
            number: number, cells: cells, isHidden: isHidden || !hiddenRows.isEmpty && hiddenRows.contains(number),
            kinds: kinds, errors: errors)
        if let place = places?[number] {
            rows[place] = row
            return
        }
        guard rows.count <= limits.rows else { throw .tooManyRows(limit: limits.rows) }
        try budget.spend(cells: cells.count)
        if places != nil { places?[number] = rows.count }
        rows.append(row)
    }
}
