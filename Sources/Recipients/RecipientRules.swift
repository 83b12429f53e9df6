import Support

/// What a list must keep to.
package struct RecipientRules: Sendable {
    /// People in one campaign.
    package var limit = 1_000
    /// Coupons for one person.
    package var maxQuantity = 10
    package var nameCharacters = 30
    /// What becomes of a number that stands in several rows.
    package enum Duplicates: String, Sendable, CaseIterable {
        /// The first row stays, the others are left out.
        case first
        /// Each row is a coupon of its own.
        case all
    }
    package var duplicates = Duplicates.first
    /// Numbers that do not want to hear from this company.
    package var isOptedOut: @Sendable (PhoneNumber) -> Bool = { _ in false }

    package init() {}
}
