import Coufun

@testable import Issuing

/// COUFUN that loses requests and replies, with books that tell the truth.
struct ChaoticSupplier {
    enum Duplicates: CaseIterable {
        /// A known TR_ID is refused with 12.
        case refused
        /// The first reply comes again.
        case replayed
    }

    let duplicates: Duplicates
    /// What it issued, by TR_ID.
    private(set) var books: [String: [String]] = [:]
    /// Calls that reached it and were not turned away at the door, by TR_ID.
    private(set) var calls: [String: Int] = [:]
    private var issued = 0

    private let seed: UInt64

    init(_ duplicates: Duplicates, seed: UInt64) { (self.duplicates, self.seed) = (duplicates, seed) }

    /// What the caller learns at once, and the reply that may still come later.
    mutating func call(_ order: IssueOrder, calm: Bool, _ random: inout SeededRandom) -> (
        reply: CoufunOutcome<CreatedCoupons>, late: CoufunOutcome<CreatedCoupons>?
    ) {
        if !calm, random.happens(10) { return (.notSent(reason: "refused"), nil) }
        if !calm, random.happens(5) { return (refusal("98"), nil) }
        calls[order.trID, default: 0] += 1
        if !calm, random.happens(10) { return (.unknown(reason: "request lost"), nil) }
        let answer = act(order, calm: calm, &random)
        guard !calm, random.happens(25) else { return (answer, nil) }
        return (.unknown(reason: "reply lost"), random.happens(50) ? answer : nil)
    }

    private mutating func act(_ order: IssueOrder, calm: Bool, _ random: inout SeededRandom)
        -> CoufunOutcome<CreatedCoupons>
    {
        if let known = books[order.trID] {
            return duplicates == .refused ? refusal("12") : .done(created(known))
        }
        if !calm, random.happens(15) { return refusal(["30", "50", "31"].randomElement(using: &random) ?? "30") }
        let barcodes = (0..<order.quantity).map { "9526\(seed)X\(issued * 10 + $0)" }
        issued += 1
        books[order.trID] = barcodes
        return .done(created(barcodes))
    }

    private func created(_ barcodes: [String]) -> CreatedCoupons {
        CreatedCoupons(orderID: "OD", barcodes: barcodes, validUntil: nil)
    }

    private func refusal(_ code: String) -> CoufunOutcome<CreatedCoupons> {
        .refused(CoufunRefusal(code: code, supplierMessage: ""))
    }
}
