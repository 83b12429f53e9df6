import Foundation

/// Hints between processes that there is work: a worker that waits for one begins at once instead of at its next look.
///
/// Only hints. They travel over Redis' publish and subscribe, which forgets what nobody hears; without Redis they stay
/// within the process, and everything is found by looking, a little later.
package final class WakeUps: Sendable {
    private static let prefix = "coupon:wake:"
    private let redis: RedisClient?
    private let board: WakeUpBoard
    /// Marks our own messages, which have woken their waiters before they were sent.
    private let origin = "\(UInt64.random(in: .min ... .max))"

    package init(_ redis: RedisClient?) {
        self.redis = redis
        board = WakeUpBoard()
        guard let address = redis?.address else { return }
        startRedisThread("redis-wake") { [board, origin] in
            while !board.isClosed {
                // Away or broken: the hints of this process still work, and it is tried again in a second.
                do throws(RedisError) {
                    try Self.listen(address, board, ignoring: origin)
                } catch {
                    board.waitUntilClosed(atMost: .seconds(1))
                }
            }
        }
    }

    deinit { board.close() }

    /// Ends the listening, and every wait at once.
    package func shutDown() { board.close() }

    /// Wakes whoever waits for `name`, here and in other processes. Never fails: it is a hint.
    package func signal(_ name: String) async {
        board.signal(name)
        // Without Redis the others find the work by looking.
        _ = try? await redis?.publish(Self.prefix + name, origin)
    }

    /// Returns when `name` is signalled, at the latest after `limit`, at once when it was signalled since the last wait
    /// or the task is cancelled.
    package func wait(for name: String, upTo limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [board] in await board.wait(for: name) }
            // Cancelled: the signal came first.
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Hears until the connection breaks or the board closes.
    private static func listen(_ address: RedisAddress, _ board: WakeUpBoard, ignoring origin: String)
        throws(RedisError)
    {
        let session = try RedisSession(address, timeout: .seconds(1))
        try session.append([Array("PSUBSCRIBE".utf8), Array("\(prefix)*".utf8)])
        _ = try session.reply()
        // What was signalled while nobody listened is lost, so everybody looks once.
        board.signalAll()
        var quiet = 0
        while !board.isClosed {
            guard let message = try session.message(within: .milliseconds(500)) else {
                quiet += 1
                // A line that died without a word is noticed by its silence: the answer to PING is a message too.
                if quiet % 20 == 0 {
                    try session.append([Array("PING".utf8)])
                    try session.flush()
                }
                if quiet > 50 { throw .unavailable(reason: "no answer to PING") }
                continue
            }
            quiet = 0
            guard case .list(let parts) = message, parts.count == 4, parts[0].text == "pmessage",
                let channel = parts[2].text, parts[3].text != origin
            else { continue }
            board.signal(String(channel.dropFirst(prefix.count)))
        }
    }
}
