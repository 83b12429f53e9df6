import Coupons
import Foundation
import Support
import Testing

@testable import Redemption

@Suite("What COUFUN's status and balance mean")
struct CouponUseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let status: String
        let kind: SupplierAnswer.Kind?
        let remaining: Int?
        let total: Int?
        let state: RedemptionState?

        init(
            _ status: String, _ kind: SupplierAnswer.Kind?, left remaining: Int?, of total: Int?,
            _ state: RedemptionState?
        ) {
            (self.status, self.kind, self.remaining, self.total, self.state) = (status, kind, remaining, total, state)
        }

        var testDescription: String {
            "\(status) \(kind?.rawValue ?? "-") \(remaining ?? -1) of \(total ?? -1) is \(state?.rawValue ?? "nothing")"
        }
    }

    @Test(
        "one table for webhook, status call and evidence",
        arguments: [
            // An amount that is used bit by bit.
            Case("000", .amount, left: 10_000, of: 10_000, .unused),
            Case("000", .amount, left: 7_000, of: 10_000, .partlyUsed),
            Case("000", .amount, left: 1, of: 10_000, .partlyUsed),
            Case("000", .amount, left: 0, of: 10_000, .used),
            Case("001", .amount, left: 7_000, of: 10_000, .partlyUsed),
            Case("001", .amount, left: 0, of: 10_000, .used),
            Case("001", .amount, left: nil, of: nil, .used),
            Case("000", .amount, left: 7_000, of: nil, .unused),
            // Sold at less than it is worth, or given back with something on top.
            Case("000", .amount, left: 10_500, of: 10_000, .unused),
            // Goods: what stands in the balances says nothing.
            Case("000", .barcode, left: 0, of: 4_500, .unused),
            Case("000", .barcode, left: 4_500, of: 4_500, .unused),
            Case("000", .barcode, left: 4_000, of: 4_500, .unused),
            Case("001", .barcode, left: 4_500, of: 4_500, .used),
            Case("001", .barcode, left: 0, of: nil, .used),
            // The webhook does not say which of the two it is.
            Case("001", nil, left: 2_000, of: nil, .partlyUsed),
            Case("001", nil, left: 0, of: 4_500, .used),
            Case("000", nil, left: 7_000, of: 10_000, .partlyUsed),
            Case("000", nil, left: 4_500, of: 4_500, .unused),
            Case("000", nil, left: 0, of: 4_500, .unused),
            Case("000", nil, left: nil, of: nil, .unused),
            // Cancelled whatever is left.
            Case("100", .amount, left: 7_000, of: 10_000, .cancelled),
            Case("100", nil, left: nil, of: nil, .cancelled),
            // Nobody has explained these.
            Case("777", .amount, left: 0, of: 10_000, nil),
            Case("", nil, left: nil, of: nil, nil),
        ])
    func means(_ one: Case) {
        let state = CouponUse.state(
            status: one.status, kind: one.kind, remaining: one.remaining.map(Won.init), total: one.total.map(Won.init))

        #expect(state == one.state)
    }
}
