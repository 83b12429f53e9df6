import Spreadsheet
import Support

/// A list that was read and checked, together with what it was read from, so that it can be given back with remarks.
package struct RecipientReading: Sendable, Equatable, Codable {
    package private(set) var list: RecipientList
    package private(set) var columns: RecipientColumns
    /// The rows as they were. A pasted text is kept as a sheet of names, numbers and quantities.
    package let sheet: Sheet
    /// Rows that Excel hides are on the list.
    package internal(set) var includesHidden = false
    /// Rows that Excel hides and that name somebody; they are on the list only when that was wished.
    package internal(set) var hiddenRows = 0
    /// The name of the tab that was read; empty for text.
    package internal(set) var tab = ""
    /// The sheets of the file when it has several; with the one that was read.
    package internal(set) var offers: [SheetOffer] = []
    /// Sheets that were not looked at.
    var unreadSheets: [String] = []
    /// What the lines of a text say beside the people.
    var lineRemarks: LineRemarks?
    /// The file's sheets as they were, when another one may be asked for, or this one in another way; nil in the place of
    /// ``sheet``, which is not kept twice.
    private var sources: [Sheet?] = []

    var source: [Sheet] {
        get { sources.map { $0 ?? sheet } }
        set { sources = newValue.map { $0 == sheet ? nil : $0 } }
    }

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

    /// The same rows checked once more, with other rules, by other columns, from another sheet of the file.
    package func checkedAgain(under rules: RecipientRules, _ wish: ReadingWish = ReadingWish())
        throws(RecipientListError) -> RecipientReading
    {
        let isSame = (wish.sheet ?? tab) == tab && (wish.includesHidden ?? includesHidden) == includesHidden
        guard isSame || source.isEmpty else {
            var wish = wish
            // What was chosen stays chosen on the same sheet.
            if wish.choice == nil, (wish.sheet ?? tab) == tab { wish.choice = columns.choice }
            wish.sheet = wish.sheet ?? tab
            wish.includesHidden = wish.includesHidden ?? includesHidden
            return try RecipientReader(rules: rules).read(among: source, unread: unreadSheets, wish)
        }
        guard (wish.sheet ?? tab) == tab else { throw .noSuchSheet }
        let columns =
            try wish.choice.map { choice throws(RecipientListError) in
                try RecipientColumns(in: sheet, includingHidden: includesHidden, choice: choice)
            } ?? columns
        let copy = with(list, columns)
        return copy.with(try RecipientChecker.list(of: copy.entries, under: rules), columns)
    }

    /// The list without some of its valid numbers, each with the reason.
    package func leavingOut(_ phones: Set<PhoneNumber>, _ cause: LeavingOut) -> RecipientReading {
        phones.isEmpty ? self : with(list.leavingOut(phones, cause), columns)
    }

    /// Why a valid number gets nothing all the same.
    package enum LeavingOut: Sendable {
        case optedOut
        case received
    }

    /// Who the columns belong to is not settled: nothing may be sent to this list yet.
    package var isInDoubt: Bool { !columns.doubts.isEmpty }

    private func with(_ list: RecipientList, _ columns: RecipientColumns) -> RecipientReading {
        var copy = self
        (copy.list, copy.columns) = (list, columns)
        return copy
    }
}

/// How a file is to be read, as far as a person has said so.
package struct ReadingWish: Sendable, Equatable {
    package var choice: RecipientColumns.Choice?
    /// The name of a tab.
    package var sheet: String?
    /// With the rows that Excel hides.
    package var includesHidden: Bool?

    package init(choice: RecipientColumns.Choice? = nil, sheet: String? = nil, includesHidden: Bool? = nil) {
        (self.choice, self.sheet, self.includesHidden) = (choice, sheet, includesHidden)
    }
}
