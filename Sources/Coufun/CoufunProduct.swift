import Support

/// An article that COUFUN sells to a client.
package struct CoufunProduct: Sendable, Equatable {
    /// Ten digits with leading zeros; never a number.
    package let goodsID: String
    package let name: String
    package let brand: String?
    package let price: Won
    package let validity: Validity
    /// As COUFUN gave it: absolute, or relative to its own host.
    package let imageAddress: String?

    package init(
        goodsID: String, name: String, brand: String?, price: Won, validity: Validity, imageAddress: String?
    ) {
        (self.goodsID, self.name, self.brand, self.price) = (goodsID, name, brand, price)
        (self.validity, self.imageAddress) = (validity, imageAddress)
    }

    package enum Validity: Sendable, Hashable {
        /// Counted from the day of issue (`VALID_END_TYPE=D`).
        case days(Int)
        case until(CalendarDay)
        case unstated
    }
}

/// Coupons that one `coufunCreate` issued.
package struct CreatedCoupons: Sendable, Equatable {
    package let orderID: String
    /// In document order. May hold more or fewer than asked: the ledger takes them as they came and flags it.
    package let barcodes: [String]
    package let validUntil: CalendarDay?

    package init(orderID: String, barcodes: [String], validUntil: CalendarDay?) {
        (self.orderID, self.barcodes, self.validUntil) = (orderID, barcodes, validUntil)
    }
}

/// The state of one coupon as COUFUN tells it.
package struct CoufunCouponStatus: Sendable, Equatable {
    /// `000` unused, `001` used, `100` cancelled; anything else is shown as it came.
    package let status: String
    package let couponType: String?
    package let remaining: Won?
    package let total: Won?
    package let validUntil: CalendarDay?
    package let exchangedAt: String?
    package let cancelledAt: String?
}
