import Foundation

/// When a message that may yet arrive is tried again by the program.
package struct RetryPolicy: Sendable, Equatable {
    /// One for each automatic attempt: minutes at first, then hours.
    package let delays: [TimeInterval]

    package init(delays: [TimeInterval] = [5 * 60, 3600, 4 * 3600]) { self.delays = delays }

    /// How long to wait before automatic attempt number `retries + 1`; nil when there is to be none.
    ///
    /// The state of a handset (off, full, no signal) changes in hours, so it begins with the second delay.
    func delay(_ kind: RetryKind, retries: Int) -> TimeInterval? {
        guard retries < (kind == .once ? min(1, delays.count) : delays.count) else { return nil }
        return delays[kind == .handset ? min(retries + 1, delays.count - 1) : retries]
    }

    enum RetryKind: Sendable { case soon, handset, once }
}
