import Foundation

/// The same campaign was released a moment ago: same event, people, product, text and time. Bought twice it would cost twice,
/// and nobody presses twice on purpose without saying so (``CampaignDraft/sendAgain``).
package struct SentMomentsAgo: Error, Sendable, Equatable {
    /// Within this time a second one is taken for a mistake.
    static let seconds: TimeInterval = 10 * 60

    package let campaign: Campaign.ID
}
