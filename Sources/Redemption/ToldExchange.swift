import Foundation
import Support

/// An exchange that COUFUN told us of, as it stands on record.
package struct ToldExchange: Sendable, Equatable {
    package let id: ULID
    /// `001` used, `000` taken back, `100` cancelled; anything else as it came.
    package let status: String
    /// By COUFUN's clock, and by ours when we heard of it.
    package let exchangedAt: Date
    package let receivedAt: Date
    package let branch: String?
    package let price: Won?
    package let balance: Won?
    /// False: it does not fit what else is known, and a person was told.
    package let counts: Bool
    /// Whether COUFUN confirmed it when asked; nil: it was not asked.
    package let isConfirmed: Bool?

    package init(
        id: ULID, status: String, exchangedAt: Date, receivedAt: Date, branch: String? = nil, price: Won? = nil,
        balance: Won? = nil, counts: Bool = true, isConfirmed: Bool? = nil
    ) {
        (self.id, self.status, self.exchangedAt, self.receivedAt) = (id, status, exchangedAt, receivedAt)
        (self.branch, self.price, self.balance) = (branch, price, balance)
        (self.counts, self.isConfirmed) = (counts, isConfirmed)
    }
}
