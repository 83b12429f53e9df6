import NIOPosix
import Synchronization

/// Hashes passwords with Argon2id on two threads of its own.
///
/// A hash is heavy on purpose. More than `maximumWaiting` at a time are refused, so that a flood of log-ins costs
/// answers, not the machine.
package final class PasswordHasher: Sendable {
    private let cost: HashingCost
    private let maximumWaiting: Int
    private let pool = NIOThreadPool(numberOfThreads: 2)
    private let waiting = Mutex(0)

    package init(cost: HashingCost = HashingCost(), maximumWaiting: Int = 32) {
        (self.cost, self.maximumWaiting) = (cost, maximumWaiting)
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    /// A PHC string with a new random salt: `$argon2id$v=19$m=19456,t=2,p=1$…$…`, 97 characters.
    package func hash(_ password: String) async throws(PasswordHashingError) -> String {
        try await run { [cost] () throws(PasswordHashingError) in try Argon2.hash(password, cost) }
    }

    /// - Returns: whether the password is the one that was hashed; false also for a string that is no hash.
    package func verify(_ password: String, _ phc: String) async throws(PasswordHashingError) -> Bool {
        try await run { Argon2.verify(password, phc) }
    }

    /// Does the work of `verify` for an account that does not exist, so that the time of an answer tells nothing.
    package func verifyNothing(_ password: String) async throws(PasswordHashingError) {
        _ = try await hash(password)
    }

    /// Whether the hash was made at a lower cost than today's, and should be made anew at the next log-in.
    package func needsRehash(_ phc: String) -> Bool {
        guard let used = HashingCost(phc: phc) else { return true }
        return used.memoryKiB < cost.memoryKiB || used.passes < cost.passes || used.lanes != cost.lanes
    }

    private func run<T: Sendable>(
        _ work: @escaping @Sendable () throws(PasswordHashingError) -> T
    ) async throws(PasswordHashingError) -> T {
        guard enter() else { throw .busy }
        defer { waiting.withLock { $0 -= 1 } }
        do {
            return try await pool.runIfActive { try work() }
        } catch let error as PasswordHashingError {
            throw error
        } catch {
            throw .shutDown
        }
    }

    /// - Returns: false when there is no room.
    private func enter() -> Bool {
        waiting.withLock { count in
            guard count < maximumWaiting else { return false }
            count += 1
            return true
        }
    }
}

package enum PasswordHashingError: Error, Sendable, Equatable {
    /// Too many wait already. Try again shortly.
    case busy
    /// Not enough memory, or a cost that Argon2 refuses. Argon2's own code.
    case failed(code: Int)
    case shutDown
}
