import Coufun

/// Who issues coupons: COUFUN, or a fake in tests.
package protocol CouponSupplier: Sendable {
    /// Issues `count` coupons under `trID`, which is on record. Never throws: every end is an outcome.
    func create(pocID: String, goodsID: String, count: Int, trID: String) async -> CreateCall
}

extension CoufunClient: CouponSupplier {}
