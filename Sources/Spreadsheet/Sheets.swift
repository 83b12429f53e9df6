/// What a file holds: all visible sheets with anything in them, and the names of what was not read.
package struct Sheets: Sendable, Equatable {
    /// In the order of their tabs. Empty when all visible sheets are.
    package var filled: [Sheet] = []
    /// Names of the visible tabs with nothing on them.
    package var empty: [String] = []
    /// Names of the tabs that the file hides from a person. They are not read.
    package var hidden: [String] = []
    /// Visible tabs too large to be read beside the others. A file of which nothing else could be read is refused.
    package var unread: [Unread] = []

    package init(filled: [Sheet] = [], hidden: [String] = []) {
        (self.filled, self.hidden) = (filled, hidden)
    }

    package struct Unread: Sendable, Equatable {
        package let name: String
        package let reason: SheetError

        package init(name: String, reason: SheetError) {
            (self.name, self.reason) = (name, reason)
        }
    }
}

/// One tab of a workbook before it is read.
struct SheetTab<Place> {
    let name: String
    let isVisible: Bool
    let place: Place
}

/// A file with tabs of which each can be read by itself.
protocol TabbedFile {
    associatedtype Place
    var tabs: [SheetTab<Place>] { get }

    /// An empty sheet when nothing stands on the tab.
    func sheet(of tab: SheetTab<Place>, _ budget: SheetBudget) throws(SheetError) -> Sheet
}

extension TabbedFile {
    /// The first visible sheet with a cell in it; an empty one when no sheet has any.
    func firstFilledSheet(limits: SheetLimits) throws(SheetError) -> Sheet {
        let visible = tabs.filter(\.isVisible)
        guard let first = visible.first else { throw .notASpreadsheet }
        let budget = SheetBudget(limits)
        for tab in visible {
            let sheet = try sheet(of: tab, budget)
            if !sheet.rows.isEmpty { return sheet }
        }
        return Sheet(name: first.name, rows: [], otherSheets: visible.dropFirst().map(\.name))
    }

    /// All sheets of the file, under the limits of one: a large sheet beside the list does not keep the list from being read.
    func allSheets(limits: SheetLimits) throws(SheetError) -> Sheets {
        guard tabs.contains(where: \.isVisible) else { throw .notASpreadsheet }
        let budget = SheetBudget(limits)
        var sheets = Sheets(hidden: tabs.filter { !$0.isVisible }.map(\.name))
        for (index, tab) in tabs.filter(\.isVisible).enumerated() {
            guard index < limits.sheets else {
                sheets.unread.append(Sheets.Unread(name: tab.name, reason: .unpacksTooLarge))
                continue
            }
            do throws(SheetError) {
                let sheet = try sheet(of: tab, budget)
                if sheet.rows.isEmpty { sheets.empty.append(tab.name) } else { sheets.filled.append(sheet) }
            } catch {
                guard error.isAboutSize else { throw error }
                sheets.unread.append(Sheets.Unread(name: tab.name, reason: error))
            }
        }
        if sheets.filled.isEmpty, let first = sheets.unread.first { throw first.reason }
        return sheets
    }

    func otherNames(than name: String) -> [String] { tabs.filter(\.isVisible).map(\.name).filter { $0 != name } }
}

extension SheetError {
    /// Of one sheet, which can be left alone then.
    var isAboutSize: Bool {
        switch self {
        case .unpacksTooLarge, .tooManyRows: true
        case .unsupportedKind, .otherProgram, .notASpreadsheet, .encrypted, .documentSecurity, .companionFile, .macros,
            .broken, .unknownEncoding, .mixedEncodings, .tooManyBytes, .tooManyColumns, .cellTooLong:
            false
        }
    }
}
