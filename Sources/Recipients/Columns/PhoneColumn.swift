/// The column that holds the numbers of the people on the list, by heading and content.
///
/// A column without a single mobile number is none while another has them. Whose numbers they are only a heading can say:
/// where two columns hold different numbers and the headings do not tell them apart, or the one that is found speaks of
/// somebody else, a person decides. Nothing here may end in the wrong person's number in silence.
struct PhoneColumn {
    let column: Int
    /// What it could be as well, this one first; empty when there is no doubt.
    private(set) var rivals: [Int] = []
    /// Whom the heading names instead of the person on the list, when the names are theirs too.
    private(set) var other: String?

    /// How near a heading comes to "the number of who gets it".
    private enum Rank: Int, Comparable {
        /// Says something else, or nothing while others say something.
        case unnamed
        case other
        case unknown
        case plain
        case recipient

        static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }

    /// nil when no column could be it.
    init?(_ sheet: ColumnJudgement) {
        let columns = sheet.content.columns
        let ranks = columns.indices.map { Self.rank(sheet.headings, $0) }
        let mobile = columns.indices.filter { columns[$0].mobiles > 0 }
        guard let best = Self.best(mobile, sheet, ranks) else {
            guard let column = Self.withoutMobiles(sheet, ranks) else { return nil }
            self.column = column
            return
        }
        column = best
        let hidden = sheet.hiddenColumns
        var rivals = mobile.filter { rival in
            guard rival != best, !sheet.haveSameNumbers(best, rival) else { return false }
            if hidden.contains(rival), !hidden.contains(best) { return ranks[rival] > ranks[best] }
            if ranks[rival] == ranks[best] { return columns[rival].mobiles * 10 >= columns[best].mobiles }
            // Mostly empty, and another column is not.
            return ranks[rival] > ranks[best] || columns[best].mobiles * 2 < columns[rival].mobiles
        }
        // A better heading over something that is no mobile number: 휴대폰번호 over landlines, beside 보호자 연락처.
        rivals += columns.indices.filter {
            columns[$0].mobiles == 0 && columns[$0].filled + columns[$0].uncomputed > 0 && ranks[$0] > ranks[best]
        }
        let isSure: Bool
        switch ranks[best] {
        case .recipient, .plain:
            // 받는 사람 beside 구매자 휴대폰: the coupon would greet one and go to the other.
            let isBuyers = sheet.headings.indices.contains(best) && sheet.headings[best]?.owner == .buyer
            isSure = rivals.isEmpty && !hidden.contains(best) && !(isBuyers && sheet.namesRecipients)
        case .other:
            other = rivals.isEmpty ? sheet.ownerOfNames(like: sheet.headings[best]?.owner) : nil
            isSure = other != nil && !hidden.contains(best)
        case .unnamed, .unknown: isSure = false
        }
        if !isSure { self.rivals = ([best] + rivals).sorted() }
    }

    private static func best(_ mobile: [Int], _ sheet: ColumnJudgement, _ ranks: [Rank]) -> Int? {
        let columns = sheet.content.columns
        return mobile.max { a, b in
            if sheet.hiddenColumns.contains(a) != sheet.hiddenColumns.contains(b) {
                return sheet.hiddenColumns.contains(a)
            }
            if ranks[a] != ranks[b] { return ranks[a] < ranks[b] }
            return (columns[a].mobiles, isMobile(sheet.headings, a), -a) < (
                columns[b].mobiles, isMobile(sheet.headings, b), -b
            )
        }
    }

    /// Each row then says why its number cannot be used.
    private static func withoutMobiles(_ sheet: ColumnJudgement, _ ranks: [Rank]) -> Int? {
        let columns = sheet.content.columns
        let named = columns.indices.filter {
            sheet.headings.indices.contains($0) && sheet.headings[$0]?.isPhone == true
                && columns[$0].filled + columns[$0].uncomputed > 0
        }
        if let best = named.max(by: {
            (ranks[$0].rawValue, columns[$0].phones, -$0) < (ranks[$1].rawValue, columns[$1].phones, -$1)
        }) {
            return best
        }
        let likely = columns.indices.filter { columns[$0].phones > 0 }
        return likely.max { (columns[$0].phones, -$0) < (columns[$1].phones, -$1) }
            ?? sheet.headings.firstIndex { $0?.isPhone == true }
    }

    private static func rank(_ headings: [ColumnHeading?], _ column: Int) -> Rank {
        if headings.isEmpty { return .plain }  // no headings at all
        guard let heading = headings[column], heading.isPhone else { return .unnamed }
        switch heading.owner {
        case .recipient: return .recipient
        case .plain, .buyer: return .plain
        case .unknown: return .unknown
        case .other: return .other
        }
    }

    private static func isMobile(_ headings: [ColumnHeading?], _ column: Int) -> Int {
        guard column < headings.count, case .phone(let isMobile) = headings[column]?.kind else { return 0 }
        return isMobile ? 1 : 0
    }
}
