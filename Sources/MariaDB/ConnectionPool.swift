import CMariaDB
import Foundation

/// Units of work waiting for a connection, and the threads that own the connections.
///
/// A thread opens its connection when the first work comes, and closes it with itself after some idle time unless it is
/// one of the minimum.
final class ConnectionPool: @unchecked Sendable {  // every `var` is guarded by `condition`
    typealias Work = @Sendable (Result<Connection, MariaDBError>) -> Done
    struct Done {
        let lostConnection: Bool
        /// Tells the caller. Called when the thread counts as free, so that the caller's next work finds it so and
        /// opens no second connection.
        let report: () -> Void
    }

    private let address: DatabaseAddress
    private let minimum: Int
    private let maximum: Int
    private let options: DatabaseOptions
    private let condition = NSCondition()
    private var waiting: [(work: Work, since: ContinuousClock.Instant)] = []
    /// Index of the first of `waiting` that nobody took yet.
    private var next = 0
    private var threads = 0
    private var idle = 0
    private var closed = false
    /// A connection was lost at this moment: those used last before it are checked before they are used again.
    private var suspectSince: ContinuousClock.Instant?

    init(_ address: DatabaseAddress, minimum: Int, maximum: Int, options: DatabaseOptions) {
        precondition(0...maximum ~= minimum && maximum > 0, "a pool of \(minimum) to \(maximum) connections")
        (self.address, self.minimum, self.maximum, self.options) = (address, minimum, maximum, options)
        // Not safe to run for the first time on several threads at once (libmariadb, "mysql_library_init").
        mysql_server_init(0, nil, nil)
    }

    var waitingCount: Int { condition.withLock { waiting.count - next } }

    var threadCount: Int { condition.withLock { threads } }

    /// Hands `work` to a free thread, now or later. It is called exactly once, with a connection or with the reason why
    /// there is none.
    func add(_ work: @escaping Work) {
        let refusal: MariaDBError? = condition.withLock {
            if closed { return .shutDown }
            let count = waiting.count - next
            guard count < options.maximumWaiting else { return .busy(waiting: count) }
            waiting.append((work, .now))
            if idle > count {
                condition.signal()
            } else if threads < maximum {
                startThread()
            }
            return nil
        }
        if let refusal { work(.failure(refusal)).report() }
    }

    func close() {
        condition.withLock {
            closed = true
            condition.broadcast()
        }
    }

    private func startThread() {
        threads += 1
        let thread = Thread { [self] in
            // TLS writes with write(): a dead server must not kill the process with SIGPIPE.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            mysql_thread_init()
            serve()
            mysql_thread_end()
        }
        thread.name = "mariadb"
        thread.start()
    }

    private func serve() {
        var session: Session?
        var last: Done?
        while let (work, since) = take(after: last) {
            guard ContinuousClock.now - since < options.maximumWait else {
                last = work(.failure(.busy(waiting: waitingCount)))
                continue
            }
            do throws(MariaDBError) {
                let current = try usable(session)
                session = current
                let done = work(.success(current.connection))
                last = done
                if done.lostConnection || current.connection.isInTransaction {
                    session = nil
                    condition.withLock { suspectSince = .now }
                } else {
                    session?.lastUse = .now
                }
            } catch {
                session = nil
                last = work(.failure(error))
            }
        }
    }

    /// The next unit of work, after the report of the last; nil when this thread shall end.
    private func take(after last: Done?) -> (work: Work, since: ContinuousClock.Instant)? {
        condition.withLock { idle += 1 }
        last?.report()
        condition.lock()
        defer { condition.unlock() }
        let limit = Date(timeIntervalSinceNow: options.closeAfterIdle / .seconds(1))
        while next == waiting.count {
            if closed || (threads > minimum && limit.timeIntervalSinceNow <= 0) {
                threads -= 1
                idle -= 1
                return nil
            }
            if threads > minimum { _ = condition.wait(until: limit) } else { condition.wait() }
        }
        idle -= 1
        defer {
            next += 1
            // Moved up once for many, so that taking stays cheap.
            if next > 64 && next * 2 > waiting.count {
                waiting.removeFirst(next)
                next = 0
            }
        }
        return waiting[next]
    }

    private func usable(_ session: Session?) throws(MariaDBError) -> Session {
        if let session, isFresh(session) || session.connection.isAlive,
            session.opened.duration(to: .now) < options.maximumAge
        {
            return session
        }
        return Session(connection: try Connection(address, options), opened: .now, lastUse: .now)
    }

    private func isFresh(_ session: Session) -> Bool {
        guard session.lastUse.duration(to: .now) < options.checkAfterIdle else { return false }
        guard let suspectSince = condition.withLock({ suspectSince }) else { return true }
        return session.lastUse > suspectSince
    }

    private struct Session {
        let connection: Connection
        let opened: ContinuousClock.Instant
        var lastUse: ContinuousClock.Instant
    }
}
