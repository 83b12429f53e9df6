import Support

/// What a list must keep to.
package struct RecipientRules: Sendable {
    /// People in one campaign.
    package var limit = 1_000
    /// Coupons for one person.
    package var maxQuantity = 10
    package var nameCharacters = 50
    /// Numbers that do not want to hear from this company.
    package var isOptedOut: @Sendable (PhoneNumber) -> Bool = { _ in false }

    package init() {}
}
