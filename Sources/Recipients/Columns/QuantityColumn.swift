/// The column that says how many coupons each person gets. Coupons are money: only a heading that says so is believed, and
/// small numbers without one are no quantity (more often they are a running number).
struct QuantityColumn {
    /// nil: one each.
    let column: Int?
    /// What it could be; empty when there is no doubt.
    private(set) var rivals: [Int] = []
    /// The heading is worth a word: `신청수량`.
    private(set) var isTitled = false

    init(_ sheet: ColumnJudgement, besides taken: Set<Int>) {
        let columns = sheet.content.columns
        func places(_ quantity: ColumnHeading.Quantity) -> [Int] {
            sheet.headings.indices.filter {
                sheet.headings[$0]?.quantity == quantity && !taken.contains($0) && !sheet.hiddenColumns.contains($0)
            }
        }
        let clear = places(.plain).filter { !columns[$0].isRunning }
        let titled = places(.titled).filter { !columns[$0].isRunning }
        let filled = (clear + titled).filter { columns[$0].filled > 0 }
        if filled.count == 1 {
            column = filled[0]
            isTitled = titled.contains(filled[0])
            return
        }
        if filled.isEmpty {
            column = clear.first ?? titled.first
            // Only what would change something is asked about.
            rivals = sheet.headings.indices.filter {
                guard !taken.contains($0), columns[$0].most > 1, let found = sheet.headings[$0]?.quantity else {
                    return false
                }
                return found == .unclear || columns[$0].isRunning || sheet.hiddenColumns.contains($0)
            }
            return
        }
        let differing = filled.dropFirst().filter { !sheet.haveSameTexts(filled[0], $0) }
        column = filled[0]
        if !differing.isEmpty { rivals = [filled[0]] + differing }
    }
}
