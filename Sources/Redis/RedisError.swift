/// What a caller can act on. Redis holds only what may be lost: every caller has a way without it.
package enum RedisError: Error, Sendable, Equatable {
    /// Redis cannot be used now: away, too slow, or failed a moment ago and not asked again yet.
    case unavailable(reason: String)
    /// Redis answered with an error: a wrong type, a wrong password, out of memory.
    case refused(String)
    /// An answer of another kind than the command gives.
    case unexpectedReply
    case shutDown
}

extension RedisError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let reason): "Redis cannot be used: \(reason)"
        case .refused(let message): "Redis refused the command: \(message)"
        case .unexpectedReply: "Redis gave an answer of another kind than expected."
        case .shutDown: "The connection to Redis is shut down."
        }
    }
}
