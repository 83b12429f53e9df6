import Spreadsheet

/// A list that was read and checked, together with what it was read from, so that it can be given back with remarks.
package struct RecipientReading: Sendable, Equatable, Codable {
    package let list: RecipientList
    package let columns: RecipientColumns
    /// The rows as they were. A pasted text is kept as a sheet of names and numbers.
    package let sheet: Sheet
}
