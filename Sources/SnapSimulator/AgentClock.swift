import Foundation
import Simulation

/// The agent's own time: the machine's, or moved.
struct AgentClock: Sendable {
    private var offset: TimeInterval = 0

    var now: Date { Date().addingTimeInterval(offset) }

    mutating func set(_ text: String) {
        guard let instant = KoreanTime.instant(sql: text) else { return }
        offset = instant.timeIntervalSinceNow
    }
}
