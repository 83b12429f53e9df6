import Spreadsheet
import Support

/// Reads lists of people from files, pasted text and requests. All or nothing: an error leaves no list behind.
package struct RecipientReader: Sendable {
    package var rules: RecipientRules

    package init(rules: RecipientRules = RecipientRules()) { self.rules = rules }

    /// A file of any kind that ``Sheets`` reads.
    package func read(file bytes: ArraySlice<UInt8>, named fileName: String, _ wish: ReadingWish = ReadingWish())
        throws(RecipientListError) -> RecipientReading
    {
        try read(try SheetChoice(file: bytes, named: fileName, wish: wish.sheet), wish)
    }

    func read(among sheets: [Sheet], unread: [String], _ wish: ReadingWish) throws(RecipientListError)
        -> RecipientReading
    {
        try read(try SheetChoice(among: sheets, unread: unread, wish: wish.sheet), wish)
    }

    private func read(_ chosen: SheetChoice, _ wish: ReadingWish) throws(RecipientListError) -> RecipientReading {
        let sheet = chosen.sheet
        var reading = try read(sheet, includingHidden: wish.includesHidden ?? false, choice: wish.choice)
        (reading.tab, reading.offers, reading.unreadSheets) = (sheet.name, chosen.offers, chosen.unread)
        // Kept whole only where another way of reading may be asked for.
        if !chosen.others.isEmpty || sheet.rows.contains(where: \.isHidden) {
            let names = chosen.offers.map(\.name)
            reading.source = ([sheet] + chosen.others).sorted {
                (names.firstIndex(of: $0.name) ?? 0) < (names.firstIndex(of: $1.name) ?? 0)
            }
        }
        return reading
    }

    package func read(file bytes: [UInt8], named fileName: String, _ wish: ReadingWish = ReadingWish())
        throws(RecipientListError) -> RecipientReading
    {
        try read(file: bytes[...], named: fileName, wish)
    }

    /// Text from a clipboard: a range of cells from Excel, lines from a chat, numbers one after the other.
    package func read(text: String) throws(RecipientListError) -> RecipientReading {
        if Self.looksLikeTable(text) {
            let sheet = try Self.sheet { () throws(SheetError) in try Sheet.read(text: text) }
            do throws(RecipientListError) {
                return try read(sheet, includingHidden: false, choice: nil)
            } catch .noPhoneColumn {
                // Tabs in a chat: the lines are looked at one by one.
            }
        }
        if let cards = ContactCards.lines(text) { return try read(lines: cards) }
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        return try read(lines: lines.enumerated().map { ($0.offset + 1, String($0.element)) })
    }

    /// The people of a request; `row` of a problem is the place in the list, from 1.
    package func check(_ entries: [RecipientEntry]) throws(RecipientListError) -> RecipientList {
        try RecipientChecker.list(of: entries, under: rules)
    }

    func read(_ sheet: Sheet, includingHidden: Bool, choice: RecipientColumns.Choice?) throws(RecipientListError)
        -> RecipientReading
    {
        guard !sheet.rows.isEmpty else { throw .empty }
        if choice == nil, Self.isLines(sheet) {
            let lines = sheet.rows.filter { includingHidden || !$0.isHidden }
            var reading = try read(lines: lines.map { ($0.number, $0.cells.joined(separator: ", ")) })
            reading.includesHidden = includingHidden
            reading.hiddenRows = sheet.rows.count { $0.isHidden && HeadingRows.holdsMobile($0) }
            return reading
        }
        let columns = try RecipientColumns(in: sheet, includingHidden: includingHidden, choice: choice)
        let entries = SheetEntries(of: sheet, columns)
        let taken = includingHidden ? entries.all : entries.visible
        guard !taken.isEmpty else { throw .onlyHeadings }
        var reading = RecipientReading(list: try check(taken), columns: columns, sheet: sheet)
        reading.includesHidden = includingHidden
        reading.hiddenRows = entries.hidden.count
        return reading
    }

    private func read(lines: [(number: Int, text: String)]) throws(RecipientListError) -> RecipientReading {
        // A text that gives a 보호자's number on every line means them.
        let areAllOthers = Self.areAllOthers(lines)
        var found: [(line: Int, person: PastedLine.Person)] = []
        var isCrowded = false
        var remarks = LineRemarks()
        for line in lines {
            let text = line.text.tidied
            guard !text.isEmpty else { continue }
            let pasted = PastedLine(text)
            let people = pasted.people
            if people.isEmpty {
                if found.isEmpty, Self.isHeading(text) { continue }
                found.append((line.number, PastedLine.Person(name: text, phone: "")))
            }
            if pasted.isOthers, !areAllOthers {
                found.append((line.number, PastedLine.Person(name: people.first?.name ?? "", phone: "")))
                remarks.withOthers.append(line.number)
                continue
            }
            if pasted.isOthers { remarks.areAllOthers = true }
            if pasted.others > 0 { remarks.withOthers.append(line.number) }
            isCrowded = isCrowded || people.count > 1
            found += people.map { (line.number, $0) }
            guard found.count <= SheetLimits().rows else { throw .unreadable(.tooManyRows(limit: SheetLimits().rows)) }
        }
        if remarks.withOthers.isEmpty { found = Self.pairingLines(found) }
        guard !found.isEmpty else { throw lines.allSatisfy(\.text.tidied.isEmpty) ? .empty : .onlyHeadings }
        guard found.contains(where: { !$0.person.phone.isEmpty }) else { throw .noPhoneColumn(headings: []) }
        let entries = found.enumerated().map { index, found in
            // With several people in a line its number would not tell which of them is meant.
            RecipientEntry(
                row: isCrowded ? index + 1 : found.line, name: found.person.name, phone: found.person.phone,
                quantity: found.person.quantity)
        }
        var reading = try RecipientReading(of: entries, under: rules)
        if remarks != LineRemarks() { reading.lineRemarks = remarks }
        return reading
    }

    private static func areAllOthers(_ lines: [(number: Int, text: String)]) -> Bool {
        lines.allSatisfy { line in
            let pasted = PastedLine(line.text.tidied)
            return pasted.people.isEmpty || pasted.isOthers
        }
    }

    /// Names and numbers turn by turn, each on a line of its own, as telephones copy contacts.
    private static func pairingLines(_ found: [(line: Int, person: PastedLine.Person)])
        -> [(line: Int, person: PastedLine.Person)]
    {
        guard found.count > 1, found.count.isMultiple(of: 2) else { return found }
        var pairs: [(line: Int, person: PastedLine.Person)] = []
        for index in stride(from: 0, to: found.count, by: 2) {
            let (name, number) = (found[index], found[index + 1])
            guard name.person.phone.isEmpty, !number.person.phone.isEmpty, number.person.name.isEmpty else {
                return found
            }
            let person = PastedLine.Person(
                name: PastedName(before: name.person.name)?.text ?? name.person.name, phone: number.person.phone,
                quantity: number.person.quantity)
            pairs.append((number.line, person))
        }
        return pairs
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
            && fields.contains { ColumnHeading($0) != nil }
    }

    /// Text without columns, or without headings and with one mobile number a row, now in this column, now in that.
    private static func isLines(_ sheet: Sheet) -> Bool {
        if sheet.rows.allSatisfy({ $0.cells.count <= 1 }) { return true }
        guard sheet.name.isEmpty, let first = sheet.rows.first,
            first.cells.allSatisfy({ ColumnHeading($0) == nil })
        else { return false }
        var columns: Set<Int> = []
        for row in sheet.rows {
            let places = row.cells.indices.filter { (try? EnteredPhone(row.cells[$0].tidied)) != nil }
            // Two numbers of one person, or two people: only a person can tell.
            guard places.count <= 1 else { return false }
            columns.formUnion(places)
        }
        return columns.count > 1
    }

    /// A first line without a number that says what the numbers below are: `이름 휴대폰번호`, `[발송 명단]`.
    private static func isHeading(_ text: String) -> Bool {
        text.split { $0.isWhitespace || ",;/|".contains($0) }.contains { ColumnHeading(String($0)) != nil }
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
