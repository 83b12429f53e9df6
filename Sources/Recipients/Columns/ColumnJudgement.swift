import Spreadsheet
import Support

/// A sheet as the columns are judged by: what the headings say and what the people's rows hold.
struct ColumnJudgement {
    /// By column; empty when the sheet has no headings.
    let headings: [ColumnHeading?]
    let titles: [String]
    let content: ColumnContent
    let hiddenColumns: Set<Int>
    /// Those whose columns are judged.
    let people: [Sheet.Row]

    init(_ sheet: Sheet, _ rows: HeadingRows, people: [Sheet.Row], width: Int) {
        (headings, titles, hiddenColumns, self.people) = (rows.headings, rows.titles, sheet.hiddenColumns, people)
        content = ColumnContent(people, width: width)
    }

    /// Whether it makes no difference which of the two is taken: wherever `b` has a mobile number, `a` has the same.
    func haveSameNumbers(_ a: Int, _ b: Int) -> Bool {
        people.allSatisfy { row in
            guard let other = mobile(row, b) else { return true }
            return mobile(row, a) == other
        }
    }

    func haveSameTexts(_ a: Int, _ b: Int) -> Bool {
        people.allSatisfy { row in
            let other = text(row, b)
            return other.isEmpty || text(row, a) == other
        }
    }

    /// The word for somebody else when there is a column of that person's names, and of nobody else's.
    func ownerOfNames(like owner: ColumnHeading.Owner?) -> String? {
        guard case .other(let word) = owner else { return nil }
        let names = headings.indices.filter { headings[$0]?.nameClass != nil && content.columns[$0].filled > 0 }
        return !names.isEmpty && names.allSatisfy { headings[$0]?.owner == owner } ? word : nil
    }

    /// A column with names of those who get what is sent.
    var namesRecipients: Bool {
        headings.indices.contains {
            headings[$0]?.nameClass != nil && headings[$0]?.owner == .recipient && content.columns[$0].filled > 0
        }
    }

    /// A heading that is known for something else, or names somebody else: `상품명`, `담당 강사`.
    func saysSomethingElse(_ column: Int) -> Bool {
        if KnownHeading.isOne(titles[column]) { return true }
        let heading = HeadingText(titles[column])
        guard case .other = HeadingOwner.of(heading.words, heading.notes) else { return false }
        return true
    }

    func doubt(_ field: RecipientProblem.Field, _ columns: [Int]) -> ColumnDoubt? {
        guard !columns.isEmpty else { return nil }
        return ColumnDoubt(
            field: field,
            candidates: columns.map {
                ColumnDoubt.Candidate(
                    index: $0, title: ColumnTitle.shown(titles[$0], at: $0), samples: content.columns[$0].samples)
            })
    }

    private func text(_ row: Sheet.Row, _ column: Int) -> String {
        column < row.cells.count ? row.cells[column].tidied : ""
    }

    private func mobile(_ row: Sheet.Row, _ column: Int) -> PhoneNumber? {
        try? EnteredPhone(text(row, column)).phone
    }
}

enum ColumnTitle {
    /// The heading, or the letters of the column where there is none.
    static func shown(_ title: String, at column: Int) -> String { title.isEmpty ? letters(column) : title }

    /// `A`, `B` … `Z`, `AA`: as Excel names columns.
    static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}
