/// Reads the tables of a web page, which many shops' and groupware's "Excel" downloads are.
///
/// All tables stand below each other on one sheet, as Excel shows them; a table inside a cell begins rows of its own.
struct WebPageTable {
    private var builder: SheetBuilder
    private let limits: SheetLimits
    private var row = 0
    private var column = 0
    /// By column: for how many more rows a cell above reaches down.
    private var reaches: [Int]
    private var cell: Cell?
    private var isTableHidden = false
    private var depth = 0

    /// What is known of the cell whose text is being read.
    private struct Cell {
        let column: Int
        /// The number behind a shown `1.02E+09`, where Excel wrote the page.
        let number: String?
        var text = ""
        var endsInBlank = true
    }

    static func read(_ text: [UInt8], limits: SheetLimits) throws(SheetError) -> Sheet {
        var table = WebPageTable(limits)
        var tokens = HTMLTokens(text)
        while let token = tokens.next() { try table.take(token) }
        try table.endCell()
        return try table.builder.finish()
    }

    private init(_ limits: SheetLimits) {
        (self.limits, builder) = (limits, SheetBuilder(SheetBudget(limits)))
        reaches = Array(repeating: 0, count: limits.columns)
    }

    private mutating func take(_ token: HTMLTokens.Token) throws(SheetError) {
        switch token {
        case .text(let bytes): add(bytes)
        case .start(let tag):
            switch tag.name {
            case "table":
                try endCell()
                depth += 1
                (isTableHidden, column) = (isTableHidden || tag.isHidden, 0)
                reaches = Array(repeating: 0, count: limits.columns)
            case "col":
                if tag.isHidden {
                    builder.hide(columns: column, through: column + tag.count("span", atMost: 1_000) - 1)
                }
                column += tag.count("span", atMost: 1_000)
            case "tr": try beginRow(tag)
            case "td", "th": try beginCell(tag)
            case "br": breakLine()
            default: break
            }
        case .end(let name):
            switch name {
            case "td", "th", "tr": try endCell()
            case "table":
                try endCell()
                depth = max(0, depth - 1)
                if depth == 0 { isTableHidden = false }
            case "p", "div", "li": breakLine()
            default: break
            }
        }
    }

    private mutating func beginRow(_ tag: HTMLTag) throws(SheetError) {
        try endCell()
        guard row < 1_048_576 else { throw .tooManyRows(limit: limits.rows) }
        row += 1
        column = 0
        for index in reaches.indices where reaches[index] > 0 { reaches[index] -= 1 }
        try builder.begin(row: row)
        builder.isHidden = isTableHidden || tag.isHidden
    }

    private mutating func beginCell(_ tag: HTMLTag) throws(SheetError) {
        try endCell()
        if row == 0 { try beginRow(HTMLTag(name: "tr")) }
        while column < limits.columns, reaches[column] > 0 { column += 1 }
        let (wide, high) = (tag.count("colspan", atMost: 1_000), tag.count("rowspan", atMost: 65_534))
        for index in column..<max(column, min(column + wide, limits.columns)) { reaches[index] = high }
        builder.merge(rows: row...(row + high - 1), columns: column...(column + wide - 1))
        if tag.isHidden { builder.hide(columns: column, through: column + wide - 1) }
        cell = Cell(column: column, number: tag["x:num"].flatMap { Double($0) == nil ? nil : $0 })
        column += wide
    }

    private mutating func endCell() throws(SheetError) {
        guard let cell else { return }
        self.cell = nil
        var text = cell.text
        if let number = cell.number, text.contains("E+") || text.hasPrefix("#") {
            return try builder.put(NumberText.plain(Array(number.utf8)), .number, column: cell.column)
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        guard !text.isEmpty else { return }
        let isLong = text.isLonger(than: limits.cellCharacters)
        try builder.put(isLong ? text.cut(to: limits.cellCharacters) : text, isLong ? .cut : .text, column: cell.column)
    }

    /// Blanks and line ends in a row are one blank, as in a browser.
    private mutating func add(_ bytes: ArraySlice<UInt8>) {
        // What is cut off in the end anyway need not be kept.
        guard var cell, cell.text.utf8.count <= limits.cellCharacters * 8 else { return }
        self.cell = nil  // so that its text is alone and grows in place
        for scalar in HTMLText.plain(bytes).unicodeScalars.prefix(limits.cellCharacters * 8) {
            let isBlank = scalar.value <= 0x20
            if !isBlank { cell.text.unicodeScalars.append(scalar) } else if !cell.endsInBlank { cell.text.append(" ") }
            cell.endsInBlank = isBlank
        }
        self.cell = cell
    }

    private mutating func breakLine() {
        guard cell != nil, cell?.text.isEmpty == false else { return }
        if cell?.text.last == " " { cell?.text.removeLast() }
        cell?.text.append("\n")
        cell?.endsInBlank = true
    }
}
