import Spreadsheet
import Support

/// A list that was read and checked, together with what it was read from, so that it can be given back with remarks.
package struct RecipientReading: Sendable, Equatable, Codable {
    package let list: RecipientList
    package let columns: RecipientColumns
    /// The rows as they were. A pasted text is kept as a sheet of names, numbers and quantities.
    package let sheet: Sheet

    init(list: RecipientList, columns: RecipientColumns, sheet: Sheet) {
        (self.list, self.columns, self.sheet) = (list, columns, sheet)
    }

    /// People who stand in no sheet: each becomes a row of one.
    init(of entries: [RecipientEntry], under rules: RecipientRules) throws(RecipientListError) {
        let counted = entries.contains { !$0.quantity.isEmpty }
        let rows = entries.map {
            Sheet.Row(number: $0.row, cells: counted ? [$0.name, $0.phone, $0.quantity] : [$0.name, $0.phone])
        }
        self.init(
            list: try RecipientChecker.list(of: entries, under: rules),
            columns: RecipientColumns(
                phone: 1, name: 0, quantity: counted ? 2 : nil, headingRow: nil,
                titles: ["이름", "휴대폰번호"] + (counted ? ["수량"] : [])),
            sheet: Sheet(name: "", rows: rows))
    }

    /// The same rows checked once more, with other rules or by other columns.
    package func checkedAgain(under rules: RecipientRules, choice: RecipientColumns.Choice? = nil)
        throws(RecipientListError) -> RecipientReading
    {
        let columns = choice == nil ? columns : try RecipientColumns(in: sheet, choice: choice)
        let entries = RecipientReader.entries(of: sheet, columns)
        return RecipientReading(
            list: try RecipientChecker.list(of: entries, under: rules), columns: columns, sheet: sheet)
    }

    /// The list without some of its valid numbers, each with the reason.
    package func leavingOut(_ phones: Set<PhoneNumber>, _ cause: LeavingOut) -> RecipientReading {
        phones.isEmpty ? self : RecipientReading(list: list.leavingOut(phones, cause), columns: columns, sheet: sheet)
    }

    /// Why a valid number gets nothing all the same.
    package enum LeavingOut: Sendable {
        case optedOut
        case received
    }
}
