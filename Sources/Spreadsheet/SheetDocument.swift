/// A spreadsheet to be written as `.xlsx`: texts only, so nothing a person typed can become a formula.
package struct SheetDocument: Sendable {
    package var name: String
    package var rows: [Row]

    package init(name: String, rows: [Row]) {
        (self.name, self.rows) = (name, rows)
    }

    package struct Row: Sendable {
        /// Counted from 1; gaps stay empty.
        package let number: Int
        package let cells: [String]
        package let look: Look

        package init(number: Int, cells: [String], look: Look = .plain) {
            (self.number, self.cells, self.look) = (number, cells, look)
        }
    }

    package enum Look: Sendable {
        case plain
        /// Bold on grey; rows above stay in sight when scrolling.
        case heading
        /// On a light red ground.
        case problem
    }
}

package enum SheetWriteError: Error, Sendable, Equatable {
    /// The library's own number and words.
    case failed(code: Int, text: String)
}
