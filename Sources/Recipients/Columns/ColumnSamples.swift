import Spreadsheet
import Support

/// The columns of a sheet with what stands in them first, for somebody who says which holds the numbers.
package struct ColumnSamples: Sendable, Equatable {
    package let title: String
    package let samples: [String]

    /// Of the sheet that ``RecipientReader`` would read.
    package static func of(file bytes: ArraySlice<UInt8>, named fileName: String, sheet name: String? = nil)
        throws(RecipientListError) -> [ColumnSamples]
    {
        let sheets = try SheetChoice(file: bytes, named: fileName, wish: name)
        return of(sheets.sheet)
    }

    static func of(_ sheet: Sheet) -> [ColumnSamples] {
        let width = sheet.rows.map(\.cells.count).max() ?? 0
        let rows = HeadingRows(in: sheet, width: width)
        // Without a row of headings that is known the first row may be one all the same.
        let last = rows.last ?? sheet.rows.first?.number ?? 0
        let first = sheet.rows.first { $0.number == last }
        let below = sheet.rows.lazy.filter { $0.number > last && !$0.isHidden }
        return (0..<width).map { column in
            func cell(_ row: Sheet.Row) -> String { column < row.cells.count ? row.cells[column].tidied : "" }
            let title = rows.last == nil ? first.map(cell) ?? "" : rows.titles[column]
            return ColumnSamples(
                title: title, samples: Array(below.map(cell).filter { !$0.isEmpty }.prefix(3)))
        }
    }
}
