import MariaDB

/// When a coupon's last day is over nothing happens that could be written: it is expired from that midnight on, in every
/// list, count and filter at once. This is the one place that says so.
///
/// The last day counts in full, by Korea's calendar: every session of ours has Korea's time zone. What was used up or
/// cancelled stays so. What is left of a coupon that was used in part cannot be used any more, so it is expired as well.
extension RedemptionState {
    static let hasExpired: SQL =
        "(redemption_state IN ('unused', 'partly_used') AND COALESCE(valid_until < CURRENT_DATE, FALSE))"

    /// The rows of `coupon` that are in this state at this moment.
    var condition: SQL {
        switch self {
        case .expired: Self.hasExpired
        case .unused, .partlyUsed: "(redemption_state = \(self) AND NOT \(part: Self.hasExpired))"
        case .used, .cancelled: "redemption_state = \(self)"
        }
    }
}
