import MariaDB

/// How far the issue at COUFUN has got. Arrows in docs/state-machines.md.
package enum IssueState: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
    case waiting, issuing, issued, failed, unconfirmed, cancelled
}

/// How far the newest message has got.
package enum DeliveryState: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
    case waiting, queued, pending, delivered, failed, withdrawn
}

/// What is known of its use at the till.
package enum RedemptionState: String, Sendable, CaseIterable, SQLBindable, SQLDecodable {
    case unused
    case partlyUsed = "partly_used"
    case used, expired, cancelled
}
