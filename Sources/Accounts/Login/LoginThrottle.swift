import Foundation

/// Failures in a row under one login id, whether or not such a user exists: at one place, or at all unknown places
/// together.
///
/// A place is locked longer with each further failure. All unknown places are locked when many of them fail, so that
/// guesses from a thousand addresses stay below a hundred an hour (ASVS 2.2.1); who is known there may go on.
struct LoginThrottle: Sendable, Equatable {
    enum Reach: Sendable, Equatable { case place, everywhere }

    /// A lock after repeated failures (docs/sources.md §3.2): five lock a place for ten minutes, each further one for twice as
    /// long, which is our judgement.
    static let allowedFailures = 5
    private static let lockMinutes = [10, 20, 40, 60]
    /// A place is forgotten after a day without a failure.
    private static let placeMemory: TimeInterval = 86400

    private static let allowedEverywhere = 50
    private static let everywhereMinutes = 30
    private static let everywhereMemory: TimeInterval = 3600

    let reach: Reach
    var failures = 0
    var lockedUntil: Date?
    var changedAt: Date = .distantPast

    /// The state at `now`: what has run out counts for nothing. Only a place remembers failures beyond its lock.
    func current(at now: Date) -> LoginThrottle {
        if let lockedUntil, lockedUntil > now { return self }
        var current = self
        current.lockedUntil = nil
        switch reach {
        case .place: if changedAt.addingTimeInterval(Self.placeMemory) <= now { current.failures = 0 }
        case .everywhere:
            if lockedUntil != nil || changedAt.addingTimeInterval(Self.everywhereMemory) <= now { current.failures = 0 }
        }
        return current
    }

    var remaining: Int { max(0, Self.allowedFailures - failures) }

    var lock: LoginLock? {
        lockedUntil.map { LoginLock(until: $0, minutes: minutes, isEverywhere: reach == .everywhere) }
    }

    mutating func fail(at now: Date) {
        failures += 1
        changedAt = now
        let isTooMany = failures >= (reach == .place ? Self.allowedFailures : Self.allowedEverywhere)
        if isTooMany { lockedUntil = now.addingTimeInterval(TimeInterval(minutes * 60)) }
    }

    private var minutes: Int {
        switch reach {
        case .place: Self.lockMinutes[min(max(0, failures - Self.allowedFailures), Self.lockMinutes.count - 1)]
        case .everywhere: Self.everywhereMinutes
        }
    }
}

/// A lock after failed attempts.
package struct LoginLock: Sendable, Equatable {
    package let until: Date
    /// How long it was made for.
    package let minutes: Int
    /// It holds at every place that the account is not known at; else at one place only.
    package let isEverywhere: Bool
}

/// What holds for an attempt at one place: the failures there and, where the account is not known, those everywhere.
struct LoginThrottles: Sendable, Equatable {
    var place = LoginThrottle(reach: .place)
    var everywhere: LoginThrottle?

    /// The lock that ends last.
    var lock: LoginLock? { [place.lock, everywhere?.lock].compactMap(\.self).max { $0.until < $1.until } }
}
