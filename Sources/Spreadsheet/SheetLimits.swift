/// What a file may cost before it is refused.
package struct SheetLimits: Sendable {
    package var packedBytes = 20 << 20
    /// Counted while inflating, or while the records of an `.xls` are read; what the file says about itself is not believed.
    package var unpackedBytes = 50 << 20
    package var sharedStringBytes = 16 << 20
    package var inflateRatio = 100
    /// Up to here an entry may be packed as tightly as it likes: a column of equal cells is.
    package var inflateGraceBytes = 1 << 20
    package var archiveEntries = 200
    /// Rows of one sheet with anything in them; one more is allowed for the heading.
    package var rows = 20_000
    /// Further ones are left out: see ``Sheet/hasMoreColumns``.
    package var columns = 256
    /// Over all sheets of a file, gaps between cells included.
    package var cells = 1_700_000
    /// A longer text is cut: see ``Sheet/CellKind/cut``.
    package var cellCharacters = 256
    /// Sheets of one file that are read; further ones are named.
    package var sheets = 50

    package init() {}
}
