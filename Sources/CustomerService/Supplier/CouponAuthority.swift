import Coufun

/// Who knows what a coupon is worth at this moment, and can end it.
package protocol CouponAuthority: Sendable {
    func status(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<CoufunCouponStatus>
    /// Idempotent: a coupon that is cancelled already is refused with code 18.
    func cancel(pocID: String, goodsID: String, barcode: String) async -> CoufunReply<String?>
}

extension CoufunClient: CouponAuthority {}
