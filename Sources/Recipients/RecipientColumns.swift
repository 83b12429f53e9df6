import Spreadsheet
import Support

/// Which column of a sheet holds what. Columns are counted from 0.
package struct RecipientColumns: Sendable, Equatable, Codable {
    package let phone: Int
    package let name: Int?
    package let quantity: Int?
    /// The number of the row with the headings; nil when the sheet begins with people.
    package let headingRow: Int?
    /// The headings, or column letters where there are none, for the choice on the screen.
    package let titles: [String]
    /// The headings of name and number stood the wrong way round and were read by what is below them.
    package let wereSwapped: Bool

    /// What the person chose instead of what was found.
    package struct Choice: Sendable, Equatable {
        let phone: Int
        let name: Int?
        let quantity: Int?

        package init(phone: Int, name: Int?, quantity: Int?) {
            (self.phone, self.name, self.quantity) = (phone, name, quantity)
        }
    }

    init(phone: Int, name: Int?, quantity: Int?, headingRow: Int?, titles: [String], wereSwapped: Bool = false) {
        (self.phone, self.name, self.quantity) = (phone, name, quantity)
        (self.headingRow, self.titles, self.wereSwapped) = (headingRow, titles, wereSwapped)
    }

    /// Goes by the headings; without them by what the columns hold.
    ///
    /// A quantity is only taken from a column that says so: a column of small numbers is more often a running number, and
    /// taking it for a quantity would give coupons away.
    init(in sheet: Sheet, choice: Choice? = nil) throws(RecipientListError) {
        guard !sheet.rows.isEmpty else { throw .empty }
        let width = sheet.rows.map(\.cells.count).max() ?? 0
        let heading = Self.headingIndex(in: sheet)
        let people = heading.map { sheet.rows[($0 + 1)...] } ?? sheet.rows[...]
        let titles = Self.titles(heading.map { sheet.rows[$0].cells } ?? [], width: width)
        let headingRow = heading.map { sheet.rows[$0].number }
        if let choice {
            let all = [choice.phone, choice.name, choice.quantity].compactMap(\.self)
            guard all.allSatisfy((0..<width).contains), Set(all).count == all.count else { throw .noSuchColumn }
            self.init(
                phone: choice.phone, name: choice.name, quantity: choice.quantity, headingRow: headingRow,
                titles: titles)
            return
        }
        let content = ColumnContent(people.prefix(500), width: width)
        let matches = heading.map { sheet.rows[$0].cells.map(ColumnHeading.match) } ?? []
        let named = Self.best(.phone, matches) { content.mobiles[$0] }
        let phone =
            named.flatMap { content.filled[$0] > 0 || content.phoneColumn == nil ? $0 : nil } ?? content.phoneColumn
        guard let phone else {
            if people.isEmpty { throw .onlyHeadings }
            throw .noPhoneColumn(headings: (sheet.rows[heading ?? 0].cells).map(\.tidied).filter { !$0.isEmpty })
        }
        guard !people.isEmpty else { throw .onlyHeadings }
        let name = Self.best(.name, matches) { content.filled[$0] }
        if let name, content.areSwapped(name: name, phone: phone) {
            self.init(
                phone: name, name: phone, quantity: Self.best(.quantity, matches) { content.filled[$0] },
                headingRow: headingRow, titles: titles, wereSwapped: true)
            return
        }
        self.init(
            phone: phone, name: heading == nil ? content.nameColumn(besides: phone) : name == phone ? nil : name,
            quantity: Self.best(.quantity, matches) { content.filled[$0] }, headingRow: headingRow, titles: titles)
    }

    /// Among the first rows, the one that names a phone column; else one that names any. A row with a number as long as a
    /// telephone's is a person. Unknown words are no heading: they are reported, not passed over in silence.
    private static func headingIndex(in sheet: Sheet) -> Int? {
        let candidates = sheet.rows.indices.prefix(10).prefix { index in
            !sheet.rows[index].cells.contains { $0.count(where: \.isNumber) >= 7 }
        }
        let matches = candidates.map { index in sheet.rows[index].cells.compactMap(ColumnHeading.match) }
        if let index = matches.firstIndex(where: { $0.contains { $0.heading == .phone } }) { return candidates[index] }
        return matches.firstIndex { !$0.isEmpty }.map { candidates[$0] }
    }

    private static func best(_ heading: ColumnHeading, _ matches: [ColumnHeading.Match?], _ tally: (Int) -> Int) -> Int?
    {
        matches.indices.filter { matches[$0]?.heading == heading }
            .max { a, b in
                let (left, right) = (matches[a]?.weight ?? 0, matches[b]?.weight ?? 0)
                return (left, tally(a), -a) < (right, tally(b), -b)
            }
    }

    private static func titles(_ headings: [String], width: Int) -> [String] {
        (0..<width).map { column in
            let title = column < headings.count ? headings[column].tidied : ""
            return title.isEmpty ? letters(column) : title
        }
    }

    /// `A`, `B` … `Z`, `AA`: as Excel names columns.
    private static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}

/// What the columns hold, judged by their first rows.
private struct ColumnContent {
    /// By column: cells with anything, and cells with a mobile number.
    var filled: [Int]
    var mobiles: [Int]
    private var phones: [Int]
    private var names: [Set<String>]

    init(_ rows: ArraySlice<Sheet.Row>, width: Int) {
        filled = Array(repeating: 0, count: width)
        (mobiles, phones) = (filled, filled)
        names = Array(repeating: [], count: width)
        for row in rows {
            for (column, cell) in row.cells.enumerated() {
                let text = cell.tidied
                guard !text.isEmpty else { continue }
                filled[column] += 1
                if (try? EnteredPhone(text)) != nil { mobiles[column] += 1 }
                if Self.isPhone(text) { phones[column] += 1 }
                if Self.isName(text) { names[column].insert(text) }
            }
        }
    }

    var phoneColumn: Int? {
        for tally in [mobiles, phones] {
            if let best = tally.indices.max(by: { (tally[$0], -$0) < (tally[$1], -$1) }), tally[best] > 0 {
                return best
            }
        }
        return nil
    }

    /// Whether the column of names holds the numbers and the column of numbers holds none.
    func areSwapped(name: Int, phone: Int) -> Bool {
        phones[phone] == 0 && mobiles[phone] == 0 && filled[name] > 0 && mobiles[name] * 2 > filled[name]
    }

    /// Names differ from row to row; a column of towns or sizes does not. The nearer to the left decides.
    func nameColumn(besides phone: Int) -> Int? {
        let columns = names.indices.filter { $0 != phone && !names[$0].isEmpty }
        return columns.max { (names[$0].count, -$0) < (names[$1].count, -$1) }
    }

    /// Also landlines and 1588: the list then says of each row why it cannot be used.
    private static func isPhone(_ text: String) -> Bool {
        guard let digits = EnteredNumber.digits(text) else { return false }
        return digits.hasPrefix("0") && (9...11).contains(digits.utf8.count)
            || ["15", "16", "18"].contains(digits.prefix(2)) && digits.utf8.count == 8
    }

    private static func isName(_ text: String) -> Bool {
        text.count <= 30 && text.contains(where: \.isLetter) && !text.contains { $0.isNumber || "@:/".contains($0) }
    }
}
