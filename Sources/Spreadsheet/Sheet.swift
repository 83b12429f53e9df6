/// One sheet of a file as text: the rows that hold anything, each with the number a person sees beside it in Excel.
package struct Sheet: Sendable, Equatable, Codable {
    /// The tab's name; empty for text files.
    package let name: String
    package let rows: [Row]
    /// Names of the other visible tabs of the same file, which were not read.
    package let otherSheets: [String]

    package init(name: String, rows: [Row], otherSheets: [String] = []) {
        (self.name, self.rows, self.otherSheets) = (name, rows, otherSheets)
    }

    /// Cells from column A on. Numbers are written out (`1012345678`), dates as `2026-11-22`, empty cells as `""`.
    package struct Row: Sendable, Equatable, Codable {
        /// Counted from 1, as in the file.
        package let number: Int
        package let cells: [String]

        package init(number: Int, cells: [String]) {
            (self.number, self.cells) = (number, cells)
        }
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool {
        // Every white space beyond ASCII starts with C2 or E1 … E3: Hangul and Hanja need no closer look.
        utf8.allSatisfy { $0 <= 0x20 || (0x80...0xE3).contains($0) } && allSatisfy(\.isWhitespace)
    }
}

/// What a file may cost before it is refused.
package struct SheetLimits: Sendable {
    package var packedBytes = 20 << 20
    /// Counted while inflating; what the file says about itself is not believed.
    package var unpackedBytes = 50 << 20
    package var sharedStringBytes = 16 << 20
    package var inflateRatio = 100
    /// Up to here an entry may be packed as tightly as it likes: a column of equal cells is.
    package var inflateGraceBytes = 1 << 20
    package var archiveEntries = 200
    /// Rows with anything in them; one more is allowed for the heading.
    package var rows = 20_000
    package var columns = 64
    package var cellCharacters = 256

    package init() {}
}
