import Spreadsheet
import Support

/// The columns of a file with what stands in them first, for somebody who says which holds the numbers.
package struct ColumnSamples: Sendable, Equatable {
    package let title: String
    package let samples: [String]

    package static func of(file bytes: ArraySlice<UInt8>, named fileName: String) throws(RecipientListError)
        -> [ColumnSamples]
    {
        let sheet: Sheet
        do throws(SheetError) {
            sheet = try Sheet.read(bytes, fileName: fileName)
        } catch {
            throw .unreadable(error)
        }
        guard let first = sheet.rows.first else { throw .empty }
        let width = sheet.rows.map(\.cells.count).max() ?? 0
        return (0..<width).map { column in
            func cell(_ row: Sheet.Row) -> String { column < row.cells.count ? row.cells[column].tidied : "" }
            let samples = sheet.rows.lazy.dropFirst().map(cell).filter { !$0.isEmpty }.prefix(3)
            return ColumnSamples(title: cell(first), samples: Array(samples))
        }
    }
}
