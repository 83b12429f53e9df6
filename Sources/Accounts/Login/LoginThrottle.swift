import Foundation

/// Failures in a row under one login id, whether or not such a user exists.
package struct LoginThrottle: Sendable, Equatable {
    /// Five failures lock for ten minutes (screens.md, 로그인).
    static let allowedFailures = 5
    static let lockSeconds: TimeInterval = 600

    var failures = 0
    var lockedUntil: Date?

    /// The state at `now`: a lock that has run out counts for nothing.
    func current(at now: Date) -> LoginThrottle {
        guard let lockedUntil, lockedUntil <= now else { return self }
        return LoginThrottle()
    }

    var remaining: Int { max(0, Self.allowedFailures - failures) }

    mutating func fail(at now: Date) {
        failures += 1
        if failures >= Self.allowedFailures { lockedUntil = now.addingTimeInterval(Self.lockSeconds) }
    }
}
