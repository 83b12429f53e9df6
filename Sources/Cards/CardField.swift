/// The words of a card that come from a campaign or a coupon.
package enum CardField: String, Sendable, Hashable, Codable, CaseIterable {
    case productName
    case company
    case notice
    case recipient
    case validity
    case message

    /// Whether all cards of a campaign carry the same words here, so that they are set once.
    package var isShared: Bool {
        switch self {
        case .productName, .company, .notice: true
        case .recipient, .validity, .message: false
        }
    }
}
