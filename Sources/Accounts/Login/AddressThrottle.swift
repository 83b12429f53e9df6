import Foundation
import Redis
import Synchronization

/// Failures to sign in per network: who tries many accounts is slowed down, whatever the accounts. Browsers that an
/// account signed in with before are not asked about.
///
/// Counted in Redis for all processes, or in this process while Redis is away. Counters may be lost; they only slow.
package struct AddressThrottle: Sendable {
    /// A whole office may sit behind one address, so this is far more than one person's slips.
    static let allowedFailures = 100
    static let windowSeconds = 600

    private let redis: RedisClient?
    private let local = LocalCounts()

    init(_ redis: RedisClient?) { self.redis = redis }

    /// How long this address has to wait; nil when it may try.
    func secondsToWait(_ address: String, at now: Date) async -> Int? {
        let key = Self.key(address, at: now)
        // Redis away: this process' own count has to do.
        let text = try? await redis?.get(key)
        let failures = max(text.flatMap(Int.init) ?? 0, local.count(key))
        guard failures >= Self.allowedFailures else { return nil }
        return Self.windowSeconds - Int(now.timeIntervalSince1970) % Self.windowSeconds
    }

    func count(_ address: String, at now: Date) async {
        let key = Self.key(address, at: now)
        local.increment(key)
        // As above.
        _ = try? await redis?.increment(key, for: .seconds(Self.windowSeconds))
    }

    /// A counter for each window, so that none has to be reset.
    private static func key(_ address: String, at now: Date) -> String {
        "login-failures:\(address):\(Int(now.timeIntervalSince1970) / windowSeconds)"
    }
}

/// This process' own counts, of the present window and few others.
private final class LocalCounts: Sendable {
    private static let most = 10_000
    private let counts = Mutex<[String: Int]>([:])

    func count(_ key: String) -> Int { counts.withLock { $0[key] ?? 0 } }

    func increment(_ key: String) {
        counts.withLock { counts in
            // Bounded: what is thrown away are mostly windows that are over.
            if counts.count >= Self.most { counts.removeAll(keepingCapacity: true) }
            counts[key, default: 0] += 1
        }
    }
}
