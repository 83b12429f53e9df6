/// The column with the names of those whose numbers are taken. The greeting goes to that person: a name of somebody else is
/// asked about.
struct NameColumn {
    let column: Int?
    /// What it could be as well, this one first; empty when there is no doubt.
    private(set) var rivals: [Int] = []

    init(_ sheet: ColumnJudgement, phone: Int) {
        guard !sheet.headings.isEmpty else {
            let (best, rivals) = Self.byContent(sheet, besides: [phone])
            (column, self.rivals) = (best, rivals)
            return
        }
        let owner = sheet.headings[phone]?.owner ?? .plain
        let columns = sheet.content.columns
        let named = columns.indices.filter {
            $0 != phone && sheet.headings[$0]?.nameClass != nil && columns[$0].mobiles * 2 <= columns[$0].filled
                && !sheet.hiddenColumns.contains($0)
        }
        // An empty column is taken when nothing better is there: the list then has no names, as it says.
        let filled = named.filter { columns[$0].filled > 0 }
        func weight(_ column: Int) -> [Int] {
            let heading = sheet.headings[column]
            let isHalf = columns[column].names.count * 2 >= columns[column].filled ? 1 : 0
            return [Self.fit(heading?.owner ?? .plain, to: owner), isHalf, heading?.nameClass?.rawValue ?? 0]
        }
        guard
            let best = (filled.isEmpty ? named : filled).max(by: {
                (weight($0) + [-$0]).lexicographicallyPrecedes(weight($1) + [-$1])
            })
        else {
            // 학생, 수강생, 성도 …: unknown words over what are clearly names.
            let known = columns.indices.filter { sheet.headings[$0] != nil || sheet.saysSomethingElse($0) }
            let (best, rivals) = Self.byContent(sheet, besides: Set(known + [phone]), onlyClear: true)
            (column, self.rivals) = (best, rivals)
            return
        }
        column = best
        let rivals = filled.filter { $0 != best && weight($0) == weight(best) && !sheet.haveSameTexts(best, $0) }
        let isOthers = weight(best)[0] == 0 && columns[best].filled > 0
        if !rivals.isEmpty || isOthers { self.rivals = ([best] + rivals).sorted() }
    }

    /// 3: the same person; 0: somebody else.
    private static func fit(_ name: ColumnHeading.Owner, to phone: ColumnHeading.Owner) -> Int {
        if name == phone { return 3 }
        switch (name, phone) {
        case (.other, _), (.unknown, _): return 0
        case (_, .unknown): return fit(name, to: .plain)
        case (.plain, .other), (.recipient, .other), (.buyer, .other): return 0
        case (.plain, _): return 2
        case (.recipient, .plain): return 2
        case (.buyer, .plain): return 1
        case (.buyer, .recipient), (.recipient, .buyer): return 0
        case (.recipient, .recipient), (.buyer, .buyer): return 3
        }
    }

    /// Names differ from row to row; a column of towns or sizes does not. The nearer to the left decides.
    private static func byContent(_ sheet: ColumnJudgement, besides taken: Set<Int>, onlyClear: Bool = false) -> (
        Int?, [Int]
    ) {
        let columns = sheet.content.columns
        let places = columns.indices.filter {
            !taken.contains($0) && !sheet.hiddenColumns.contains($0)
                && (onlyClear ? columns[$0].likelyNames.count * 2 > columns[$0].filled : !columns[$0].names.isEmpty)
        }
        func weight(_ column: Int) -> (Int, Int, Int) {
            (columns[column].likelyNames.count, columns[column].names.count, -column)
        }
        guard let best = places.max(by: { weight($0) < weight($1) }) else { return (nil, []) }
        let most = columns[best].likelyNames.count
        let rivals = places.filter { $0 != best && most > 0 && columns[$0].likelyNames.count * 2 > most }
        return (best, rivals.isEmpty ? [] : ([best] + rivals).sorted())
    }
}
