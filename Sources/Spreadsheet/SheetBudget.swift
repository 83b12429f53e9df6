/// What the sheets of one file may still cost.
final class SheetBudget {
    let limits: SheetLimits
    private var cells = 0
    private var bytes = 0

    init(_ limits: SheetLimits) { self.limits = limits }

    /// A row costs about as much as eight of its cells.
    func spend(cells count: Int) throws(SheetError) {
        cells += count + 8
        guard cells <= limits.cells else { throw .unpacksTooLarge }
    }

    /// Thousands of tabs may lead to one sheet.
    func spend(bytes count: Int) throws(SheetError) {
        bytes += count
        guard bytes <= limits.unpackedBytes else { throw .unpacksTooLarge }
    }
}
