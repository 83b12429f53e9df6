import Foundation

/// Commands to one Redis over one connection on a thread of its own.
///
/// Time-outs are short, and after a failure Redis is left alone for a moment during which every call fails at once: a
/// dead Redis makes the system slower by milliseconds, never stuck. What waits together is sent together.
package final class RedisClient: Sendable {
    package let address: RedisAddress
    private let queue: RedisQueue

    /// `timeout` is for connecting and for each answer; `rest` is how long calls fail at once after a failure.
    package init(_ address: RedisAddress, timeout: Duration = .milliseconds(300), rest: Duration = .seconds(1)) {
        self.address = address
        queue = RedisQueue(rest: rest)
        // Connects at the first command.
        startRedisThread("redis") { [queue] in
            var session: RedisSession?
            while let batch = queue.next() {
                Self.run(batch, on: &session, queue) { () throws(RedisError) in
                    try RedisSession(address, timeout: timeout)
                }
            }
        }
    }

    deinit { queue.close() }

    /// Calls fail from now on; what waits is still sent.
    package func shutDown() { queue.close() }

    /// Any command. Arguments are sent as they are, never as part of a command line.
    package func command(_ arguments: [[UInt8]]) async throws(RedisError) -> RedisReply {
        let result: Result<RedisReply, RedisError> = await withCheckedContinuation { continuation in
            queue.add(RedisRequest(arguments: arguments) { continuation.resume(returning: $0) })
        }
        let reply = try result.get()
        if case .error(let message) = reply { throw .refused(message) }
        return reply
    }

    package func command(_ words: String...) async throws(RedisError) -> RedisReply {
        try await command(words.map { Array($0.utf8) })
    }

    /// A kept connection may be stale when Redis was restarted, so the batch is tried on a new one too. A command that
    /// counts may then count twice: Redis holds only what may be wrong by one.
    private static func run(
        _ batch: [RedisRequest], on session: inout RedisSession?, _ queue: RedisQueue,
        connect: () throws(RedisError) -> RedisSession
    ) {
        var rest = batch[...]
        for attempt in 1...2 {
            let wasKept = session != nil
            do throws(RedisError) {
                let current = if let session { session } else { try connect() }
                session = current
                for request in rest { try current.append(request.arguments) }
                while let request = rest.first {
                    request.finish(.success(try current.reply()))
                    rest = rest.dropFirst()
                }
                return
            } catch {
                session = nil
                // EAGAIN is the time-out: a Redis that is slow would be as slow the second time.
                guard wasKept, attempt == 1, errno != EAGAIN else {
                    queue.pause(error)
                    for request in rest { request.finish(.failure(error)) }
                    return
                }
            }
        }
    }
}

/// One command and who waits for its answer. `finish` is called exactly once.
struct RedisRequest: Sendable {
    let arguments: [[UInt8]]
    let finish: @Sendable (Result<RedisReply, RedisError>) -> Void
}
