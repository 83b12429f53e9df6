/// A claim this process holds, and for how long it may still be acted on outside our own database.
///
/// Whoever does not beat for ``WorkerPresence/deadAfterSeconds`` is taken for dead and others go on with its work. A
/// process that was only paused must notice it before it touches something that knows nothing of fences, and once more
/// before it commits there: until then its row locks keep others from deciding.
package struct Claim: Sendable {
    /// Well within the time after which others take over.
    private static let longest: Duration = .seconds(WorkerPresence.deadAfterSeconds - 5)

    private let madeAt: ContinuousClock.Instant

    /// Made before the transaction that records the claim.
    package init(madeAt: ContinuousClock.Instant = .now) { self.madeAt = madeAt }

    package func mustBeFresh() throws(StaleClaim) {
        guard madeAt.duration(to: .now) < Self.longest else { throw StaleClaim() }
    }
}

/// This process stood still for too long: its work is another's by now, and nothing was done.
package struct StaleClaim: Error, Sendable, Equatable, CustomStringConvertible {
    package var description: String {
        "The process was held up for too long between claiming and acting, so it left the work to the rescue."
    }
}
