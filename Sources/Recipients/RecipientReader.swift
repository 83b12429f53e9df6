import Spreadsheet
import Support

/// Reads lists of people from files, pasted text and requests. All or nothing: an error leaves no list behind.
package struct RecipientReader: Sendable {
    package var rules: RecipientRules

    package init(rules: RecipientRules = RecipientRules()) { self.rules = rules }

    /// A file of any kind that ``Sheet`` reads.
    package func read(file bytes: ArraySlice<UInt8>, named fileName: String, choice: RecipientColumns.Choice? = nil)
        throws(RecipientListError) -> RecipientReading
    {
        let sheet = try Self.sheet { () throws(SheetError) in try Sheet.read(bytes, fileName: fileName) }
        return try read(sheet, choice: choice)
    }

    package func read(file bytes: [UInt8], named fileName: String, choice: RecipientColumns.Choice? = nil)
        throws(RecipientListError) -> RecipientReading
    {
        try read(file: bytes[...], named: fileName, choice: choice)
    }

    /// Text from a clipboard: a range of cells from Excel, lines from a chat, numbers one after the other.
    package func read(text: String) throws(RecipientListError) -> RecipientReading {
        if Self.looksLikeTable(text) {
            let sheet = try Self.sheet { () throws(SheetError) in try Sheet.read(text: text) }
            do throws(RecipientListError) {
                return try read(sheet, choice: nil)
            } catch .noPhoneColumn {
                // Tabs in a chat: the lines are looked at one by one.
            }
        }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        return try read(lines: lines.enumerated().map { ($0.offset + 1, String($0.element)) })
    }

    /// The people of a request; `row` of a problem is the place in the list, from 1.
    package func check(_ entries: [RecipientEntry]) throws(RecipientListError) -> RecipientList {
        try RecipientChecker.list(of: entries, under: rules)
    }

    private func read(_ sheet: Sheet, choice: RecipientColumns.Choice?) throws(RecipientListError) -> RecipientReading {
        guard !sheet.rows.isEmpty else { throw .empty }
        if choice == nil, Self.isLines(sheet) {
            return try read(lines: sheet.rows.map { ($0.number, $0.cells.joined(separator: ", ")) })
        }
        let columns = try RecipientColumns(in: sheet, choice: choice)
        let entries = Self.entries(of: sheet, columns)
        guard !entries.isEmpty else { throw .onlyHeadings }
        return RecipientReading(list: try check(entries), columns: columns, sheet: sheet)
    }

    static func entries(of sheet: Sheet, _ columns: RecipientColumns) -> [RecipientEntry] {
        sheet.rows.drop { $0.number <= columns.headingRow ?? 0 }.compactMap { row in
            func cell(_ column: Int?) -> String { column.map { $0 < row.cells.count ? row.cells[$0] : "" } ?? "" }
            let entry = RecipientEntry(
                row: row.number, name: cell(columns.name), phone: cell(columns.phone), quantity: cell(columns.quantity))
            // A remark beside the list is nobody.
            let isNobody = entry.name.tidied.isEmpty && entry.phone.tidied.isEmpty && entry.quantity.tidied.isEmpty
            return isNobody ? nil : entry
        }
    }

    private func read(lines: [(number: Int, text: String)]) throws(RecipientListError) -> RecipientReading {
        var found: [(line: Int, person: PastedLine.Person)] = []
        var isCrowded = false
        for line in lines {
            let text = line.text.tidied
            guard !text.isEmpty else { continue }
            let people = PastedLine(text).people
            if people.isEmpty {
                if found.isEmpty, Self.isHeading(text) { continue }
                found.append((line.number, PastedLine.Person(name: text, phone: "")))
            }
            isCrowded = isCrowded || people.count > 1
            found += people.map { (line.number, $0) }
            guard found.count <= SheetLimits().rows else { throw .unreadable(.tooManyRows(limit: SheetLimits().rows)) }
        }
        guard !found.isEmpty else { throw lines.allSatisfy(\.text.tidied.isEmpty) ? .empty : .onlyHeadings }
        guard found.contains(where: { !$0.person.phone.isEmpty }) else { throw .noPhoneColumn(headings: []) }
        let entries = found.enumerated().map { index, found in
            // With several people in a line its number would not tell which of them is meant.
            RecipientEntry(
                row: isCrowded ? index + 1 : found.line, name: found.person.name, phone: found.person.phone,
                quantity: found.person.quantity)
        }
        return try RecipientReading(of: entries, under: rules)
    }

    /// Tabs come from Excel. With commas it is a table when the first line names its columns.
    private static func looksLikeTable(_ text: String) -> Bool {
        if text.utf8.contains(0x09) { return true }
        guard
            let first = text.split(whereSeparator: \.isNewline).lazy.map({ String($0).tidied }).first(where: {
                !$0.isEmpty
            })
        else { return false }
        let fields = first.split { ",;".contains($0) }.map(String.init)
        return fields.count > 1 && PastedLine(first).people.isEmpty
            && fields.contains { ColumnHeading.match($0) != nil }
    }

    /// Text without columns, or without headings and with mobile numbers now in this column, now in that.
    private static func isLines(_ sheet: Sheet) -> Bool {
        if sheet.rows.allSatisfy({ $0.cells.count <= 1 }) { return true }
        guard sheet.name.isEmpty, let first = sheet.rows.first,
            first.cells.allSatisfy({ ColumnHeading.match($0) == nil })
        else { return false }
        let columns = sheet.rows.flatMap { row in
            row.cells.indices.filter { (try? EnteredPhone(row.cells[$0].tidied)) != nil }
        }
        return Set(columns).count > 1
    }

    /// A first line without a number that says what the numbers below are: `이름 휴대폰번호`, `[발송 명단]`.
    private static func isHeading(_ text: String) -> Bool {
        text.split { $0.isWhitespace || ",;/|".contains($0) }.contains { ColumnHeading.match(String($0)) != nil }
            || text.contains("명단")
    }

    private static func sheet(_ read: () throws(SheetError) -> Sheet) throws(RecipientListError) -> Sheet {
        do throws(SheetError) {
            return try read()
        } catch {
            throw .unreadable(error)
        }
    }
}
