import CMariaDB
import Foundation

/// Units of work waiting for a connection, and the threads that own the connections.
///
/// A thread opens its connection when the first work comes, and closes it with itself after some idle time unless it is
/// one of the minimum.
final class ConnectionPool: @unchecked Sendable {  // every `var` is guarded by `condition`
    enum Verdict { case usable, lost }
    typealias Work = @Sendable (Result<Connection, MariaDBError>) -> Verdict

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
        if let refusal { _ = work(.failure(refusal)) }
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
        while let (work, since) = take() {
            guard ContinuousClock.now - since < options.maximumWait else {
                _ = work(.failure(.busy(waiting: condition.withLock { waiting.count - next })))
                continue
            }
            do throws(MariaDBError) {
                let current = try usable(session)
                session = current
                if work(.success(current.connection)) == .lost || current.connection.isInTransaction {
                    session = nil
                    condition.withLock { suspectSince = .now }
                } else {
                    session?.lastUse = .now
                }
            } catch {
                session = nil
                _ = work(.failure(error))
            }
        }
    }

    /// The next unit of work; nil when this thread shall end.
    private func take() -> (work: Work, since: ContinuousClock.Instant)? {
        condition.lock()
        defer { condition.unlock() }
        let limit = Date(timeIntervalSinceNow: Double(options.closeAfterIdle.components.seconds))
        while next == waiting.count {
            if closed || (threads > minimum && limit.timeIntervalSinceNow <= 0) {
                threads -= 1
                return nil
            }
            idle += 1
            _ = threads > minimum ? condition.wait(until: limit) : waitWithoutLimit()
            idle -= 1
        }
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

    private func waitWithoutLimit() -> Bool {
        condition.wait()
        return true
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
