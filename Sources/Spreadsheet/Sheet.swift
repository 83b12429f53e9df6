/// One sheet of a file as text: the rows that hold anything, each with the number a person sees beside it in Excel.
///
/// What a person does not see, or sees as something else than a text, stands beside the texts: rows and columns that are
/// hidden, merged cells, cells that are no text (``CellKind``). Nothing of it is judged here.
package struct Sheet: Sendable, Equatable {
    /// The tab's name; empty for text files.
    package let name: String
    /// In the order of their numbers.
    package let rows: [Row]
    /// Names of the other visible tabs of the same file.
    package let otherSheets: [String]
    /// Columns that are hidden or have no width, from 0.
    package let hiddenColumns: Set<Int>
    /// Cells shown as one. Only the first of them, its anchor, has a text.
    package let merges: [Merge]
    /// Something stands to the right of the last column that is read.
    package let hasMoreColumns: Bool

    package init(
        name: String, rows: [Row], otherSheets: [String] = [], hiddenColumns: Set<Int> = [], merges: [Merge] = [],
        hasMoreColumns: Bool = false
    ) {
        (self.name, self.rows, self.otherSheets) = (name, rows, otherSheets)
        (self.hiddenColumns, self.merges, self.hasMoreColumns) = (hiddenColumns, merges, hasMoreColumns)
    }

    /// Cells from column A on. Numbers are written out (`1012345678`), dates as `2026-11-22`, empty cells as `""`.
    package struct Row: Sendable, Equatable {
        /// Counted from 1, as in the file.
        package let number: Int
        /// Empty too where a cell shows an error or a formula that nobody has computed: see ``kind(of:)``.
        package let cells: [String]
        /// Hidden by hand or by a filter, or of no height.
        package let isHidden: Bool
        /// From column A on up to the last cell that is no text; most rows have none.
        let kinds: [CellKind]
        /// By column: what Excel shows where `cells` has nothing.
        let errors: [Int: String]

        package init(
            number: Int, cells: [String], isHidden: Bool = false, kinds: [CellKind] = [], errors: [Int: String] = [:]
        ) {
            (self.number, self.cells, self.isHidden) = (number, cells, isHidden)
            (self.kinds, self.errors) = (kinds, errors)
        }

        /// What the cell in `column` (from 0) is. An empty cell is a text.
        package func kind(of column: Int) -> CellKind { kinds.indices.contains(column) ? kinds[column] : .text }

        /// The error in `column` as Excel shows it, `#N/A`. nil when there is none.
        package func error(in column: Int) -> String? { errors[column] }

        /// The texts, and the errors in their places: what a person sees, for giving the file back.
        package var shownCells: [String] {
            var shown = cells
            for (column, error) in errors where shown.indices.contains(column) { shown[column] = error }
            return shown
        }
    }

    /// What a cell is besides its text.
    package enum CellKind: String, Sendable {
        case text = "t"
        /// A number, written out in full. What Excel has rounded before (`1.02345E+09`) now ends in zeros; in a text file it
        /// is still the text `1.02345E+09`.
        case number = "n"
        /// A date or time of day, written out.
        case date = "d"
        /// `#N/A`, `#REF!` …; the text is empty, ``Row/error(in:)`` says which.
        case error = "e"
        /// A formula that no program has computed yet; the text is empty.
        case uncomputed = "f"
        /// The text is longer than ``SheetLimits/cellCharacters`` and was cut there.
        case cut = "c"
    }

    /// A range of cells shown as one.
    package struct Merge: Sendable, Equatable, Codable {
        /// Counted from 1.
        package let rows: ClosedRange<Int>
        /// Counted from 0. Columns that are not read are left out.
        package let columns: ClosedRange<Int>

        package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            (self.rows, self.columns) = (rows, columns)
        }
    }

    /// For `column`: the rows (by number) in which a person sees the text of a cell that is merged with those below it, with
    /// that text. The row of the anchor itself is not among them.
    package func mergedTexts(in column: Int) -> [Int: String] {
        let ranges = merges.filter { $0.columns.contains(column) && $0.rows.count > 1 }.map { ($0, $0.rows.lowerBound) }
            .sorted { $0.1 < $1.1 }
        guard !ranges.isEmpty else { return [:] }
        var result: [Int: String] = [:]
        var (next, anchor): (Int, (merge: Merge, text: String)?) = (0, nil)
        for row in rows {
            while next < ranges.count, ranges[next].1 <= row.number {
                let merge = ranges[next].0
                let place = merge.columns.lowerBound
                let isAnchor = merge.rows.lowerBound == row.number
                anchor = (merge, isAnchor && place < row.cells.count ? row.cells[place] : "")
                next += 1
            }
            guard let anchor, anchor.merge.rows.contains(row.number), anchor.merge.rows.lowerBound != row.number,
                !anchor.text.isEmpty
            else { continue }
            result[row.number] = anchor.text
        }
        return result
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool {
        // Every white space beyond ASCII starts with C2 or E1 … E3: Hangul and Hanja need no closer look.
        utf8.allSatisfy { $0 <= 0x20 || (0x80...0xE3).contains($0) } && allSatisfy(\.isWhitespace)
    }

    /// Its first `count` characters.
    func cut(to count: Int) -> String { String(unicodeScalars.prefix(count)) }

    func isLonger(than count: Int) -> Bool { utf8.count > count && unicodeScalars.count > count }
}
