import Foundation
import Support

/// An exchange that COUFUN told us of although no coupon of ours has its barcode: kept, because it is evidence, until the
/// coupon becomes known or a person sets it aside.
package struct QuarantinedExchange: Sendable, Equatable {
    package let maskedBarcode: String
    /// Its id is the EXCHANGE_ID of our answer: by it COUFUN can be asked.
    package let told: ToldExchange
}
