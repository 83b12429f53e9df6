import Spreadsheet
import Support

/// Which column of a sheet holds what. Columns are counted from 0.
package struct RecipientColumns: Sendable, Equatable, Codable {
    package let phone: Int
    package let name: Int?
    package let quantity: Int?
    /// The number of the last row with headings; nil when the sheet begins with people.
    package let headingRow: Int?
    /// The headings, or column letters where there are none, for the choice on the screen.
    package let titles: [String]
    /// The headings of name and number stood the wrong way round and were read by what is below them.
    package private(set) var wereSwapped = false
    /// What a person must say before anything is sent; empty once the columns are chosen or certain.
    package private(set) var doubts: [ColumnDoubt] = []
    /// A person has chosen them.
    private(set) var choice: Choice?
    /// The number of a row with headings of somebody else's list below: this one ends above it.
    private(set) var nextHeadingRow: Int?
    /// What is worth a word about the columns.
    private(set) var remarks: [Remark] = []

    enum Remark: Sendable, Equatable, Codable {
        /// Names and numbers are those of somebody the headings call so: 보호자.
        case readOf(other: String)
        /// 신청수량
        case quantityFrom(title: String)
        /// Rows above the headings hold mobile numbers.
        case numbersAbove(rows: [Int])
        /// Below stands a list of other people, with headings of its own.
        case otherListBelow(row: Int)
        /// A column that Excel hides holds mobile numbers too.
        case hiddenNumbers(title: String)
    }

    /// What the person chose instead of what was found.
    package struct Choice: Sendable, Equatable, Codable {
        let phone: Int
        let name: Int?
        let quantity: Int?

        package init(phone: Int, name: Int?, quantity: Int?) {
            (self.phone, self.name, self.quantity) = (phone, name, quantity)
        }
    }

    init(phone: Int, name: Int?, quantity: Int?, headingRow: Int?, titles: [String]) {
        (self.phone, self.name, self.quantity) = (phone, name, quantity)
        (self.headingRow, self.titles) = (headingRow, titles)
    }

    init(in sheet: Sheet, includingHidden: Bool = false, choice: Choice? = nil) throws(RecipientListError) {
        guard !sheet.rows.isEmpty else { throw .empty }
        let width = sheet.rows.map(\.cells.count).max() ?? 0
        let rows = HeadingRows(in: sheet, width: width)
        let titles = rows.titles.enumerated().map { ColumnTitle.shown($0.element, at: $0.offset) }
        let people = sheet.rows.filter { $0.number > rows.last ?? 0 && (includingHidden || !$0.isHidden) }
        if let choice {
            let all = [choice.phone, choice.name, choice.quantity].compactMap(\.self)
            guard all.allSatisfy((0..<width).contains), Set(all).count == all.count else { throw .noSuchColumn }
            self.init(
                phone: choice.phone, name: choice.name, quantity: choice.quantity, headingRow: rows.last, titles: titles
            )
            self.choice = choice
            endAboveOtherList(sheet, rows)
            return
        }
        let judged = ColumnJudgement(sheet, rows, people: people, width: width)
        guard let phone = PhoneColumn(judged) else {
            if people.isEmpty { throw .onlyHeadings }
            let first = rows.last == nil ? sheet.rows[0].cells.map(\.tidied) : rows.titles
            throw .noPhoneColumn(headings: first.filter { !$0.isEmpty })
        }
        guard !people.isEmpty else { throw .onlyHeadings }
        if let swapped = Self.swapped(judged, phone) {
            self.init(
                phone: swapped.phone, name: swapped.name,
                quantity: QuantityColumn(judged, besides: [swapped.phone, swapped.name]).column, headingRow: rows.last,
                titles: titles)
            wereSwapped = true
            return
        }
        try Self.refuseUncomputed(judged, phone, titles)
        let name = NameColumn(judged, phone: phone.column)
        let quantity = QuantityColumn(judged, besides: Set([phone.column, name.column].compactMap(\.self)))
        self.init(
            phone: phone.column, name: name.column, quantity: quantity.column, headingRow: rows.last, titles: titles)
        doubts = [
            judged.doubt(.phone, phone.rivals), judged.doubt(.name, name.rivals),
            judged.doubt(.quantity, quantity.rivals),
        ].compactMap(\.self)
        remarks = Self.remarks(judged, rows, phone, quantity, titles)
        endAboveOtherList(sheet, rows)
    }

    /// The tables of a web page stand on one sheet: 추천인 휴대폰번호 over the same column begins a list of other people.
    private mutating func endAboveOtherList(_ sheet: Sheet, _ rows: HeadingRows) {
        guard let last = rows.last, rows.headings.indices.contains(phone), let heading = rows.headings[phone],
            heading.isPhone
        else { return }
        let next = sheet.rows.first { row in
            guard row.number > last, phone < row.cells.count, let other = ColumnHeading(row.cells[phone].tidied),
                other.isPhone, other.owner != heading.owner
            else { return false }
            return !HeadingRows.holdsMobile(row)
        }
        guard let next else { return }
        nextHeadingRow = next.number
        remarks.append(.otherListBelow(row: next.number))
    }

    /// A column headed as the name holds the numbers, and the one headed as the number none.
    private static func swapped(_ judged: ColumnJudgement, _ phone: PhoneColumn) -> (phone: Int, name: Int)? {
        let (headings, columns) = (judged.headings, judged.content.columns)
        let mobile = columns.indices.filter { columns[$0].mobiles > 0 }
        guard mobile == [phone.column], !headings.isEmpty, headings[phone.column]?.nameClass != nil,
            columns[phone.column].mobiles * 2 > columns[phone.column].filled
        else { return nil }
        let phones = headings.indices.filter { headings[$0]?.isPhone == true }
        guard phones.count == 1, columns[phones[0]].phones == 0, columns[phones[0]].filled > 0 else { return nil }
        // Numbers of a 추천인 beside masked numbers are no swap: the other column must hold the names.
        if case .other = headings[phone.column]?.owner { return nil }
        let hasOtherNames = headings.indices.contains {
            $0 != phone.column && headings[$0]?.nameClass != nil && columns[$0].filled > 0
        }
        let isKorean = columns[phones[0]].samples.allSatisfy { text in
            text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) } && !text.contains("*")
        }
        guard !hasOtherNames, isKorean else { return nil }
        return (phone.column, phones[0])
    }

    /// Numbers that only a formula would tell are in no program's reach until Excel has computed and saved them.
    private static func refuseUncomputed(_ judged: ColumnJudgement, _ phone: PhoneColumn, _ titles: [String])
        throws(RecipientListError)
    {
        let columns = judged.content.columns
        let places = [phone.column] + phone.rivals
        for column in places where columns[column].uncomputed > columns[column].filled {
            let isHeaded = judged.headings.indices.contains(column) && judged.headings[column]?.isPhone == true
            if isHeaded || column == phone.column { throw .formulasWithoutValues(column: titles[column]) }
        }
    }

    private static func remarks(
        _ judged: ColumnJudgement, _ rows: HeadingRows, _ phone: PhoneColumn, _ quantity: QuantityColumn,
        _ titles: [String]
    ) -> [Remark] {
        var remarks: [Remark] = []
        if let other = phone.other { remarks.append(.readOf(other: other)) }
        if quantity.isTitled, let column = quantity.column, judged.content.columns[column].most > 1 {
            remarks.append(.quantityFrom(title: titles[column]))
        }
        if !rows.peopleAbove.isEmpty { remarks.append(.numbersAbove(rows: rows.peopleAbove)) }
        let hidden = judged.hiddenColumns.sorted().first {
            $0 != phone.column && $0 < judged.content.columns.count && judged.content.columns[$0].mobiles > 0
        }
        if let hidden { remarks.append(.hiddenNumbers(title: titles[hidden])) }
        return remarks
    }
}
