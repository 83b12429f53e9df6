import Foundation
import Redis
import Support

/// Redis' memory of what the database said about a session: five seconds at most, and never in the way.
///
/// Whatever Redis fails to do, the database is asked instead. Names stand in it sealed.
struct SessionCache: Sendable {
    /// How long an answer may be reused.
    private static let lifetime: Duration = .seconds(5)
    /// Longer than an answer can be on its way from the database into Redis.
    private static let forgottenFor: Duration = .seconds(60)

    private let redis: RedisClient?

    init(_ redis: RedisClient?) { self.redis = redis }

    /// What is remembered, and the stamp of the account at this moment; no stamp means that Redis is away.
    struct Memory: Sendable {
        fileprivate(set) var state: SessionState?
        fileprivate(set) var stamp: String?
    }

    func recall(_ session: Session.ID, of user: User.ID) async -> Memory {
        guard let redis else { return Memory() }
        do {
            let stamp = try await redis.get(Self.key(user)) ?? ""
            guard let text = try await redis.get(Self.key(session)), text != Self.ended else {
                return Memory(stamp: stamp)
            }
            let entry = try JSONDecoder().decode(Entry.self, from: Data(text.utf8))
            return Memory(state: entry.stamp == stamp ? entry.state : nil, stamp: stamp)
        } catch {
            return Memory()  // Redis is away or holds an older version's entry: the database knows.
        }
    }

    /// Keeps an answer of the database, unless the session ended meanwhile. An answer read before the account changed
    /// carries the older stamp and is not used.
    func remember(_ state: SessionState, of session: Session.ID, after memory: Memory) async {
        guard let redis, let stamp = memory.stamp,
            let json = try? JSONEncoder().encode(Entry(stamp: stamp, state: state))
        else { return }
        // A cache that cannot be filled only costs time.
        _ = try? await redis.set(
            Self.key(session), String(decoding: json, as: UTF8.self), for: Self.lifetime, onlyIfAbsent: true)
    }

    func forget(_ session: Session.ID) async {
        // When Redis is away now, what it remembers is five seconds old at most.
        _ = try? await redis?.set(Self.key(session), Self.ended, for: Self.forgottenFor)
    }

    func forget(_ user: User.ID) async {
        // As above.
        _ = try? await redis?.set(Self.key(user), Session.ID.new().description, for: Self.forgottenFor)
    }

    private static let ended = "ended"
    private static func key(_ session: Session.ID) -> String { "session:\(session)" }
    private static func key(_ user: User.ID) -> String { "account:\(user)" }

    private struct Entry: Codable {
        let stamp: String
        let state: SessionState
    }
}
