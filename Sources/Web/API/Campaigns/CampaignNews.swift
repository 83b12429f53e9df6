import Accounts
import Campaigns
import Coupons
import Foundation
import NIOCore
import ServiceLifecycle
import Support

/// Tells every page that follows a campaign what moves in it.
///
/// A campaign is looked at once a tick, however many follow it, and all who follow are looked up together: whoever may not
/// see it any more hears nothing more of it two ticks later. A follower who does not keep up misses lines and gets the
/// newest. A stop ends all of them at once.
package actor CampaignNews: Service {
    private static let tick: Duration = .seconds(1)
    /// Ticks between two looks at who follows, and at a campaign in which nothing moves: somebody may still send again.
    private static let (ticksPerCheck, ticksWhenCalm) = (2, 5)
    /// Browsers come back by themselves; an end now and then lets connections spread over processes anew.
    private static let longest: Duration = .seconds(600)

    private struct Follower {
        let campaign: CampaignID
        let session: Session
        let since = ContinuousClock.now
        let lines: AsyncStream<ByteBuffer>.Continuation
    }
    private struct Seen {
        var answer: ProgressAnswer
        var isMoving: Bool
        /// How often nothing was new.
        var quiet = 0
    }

    private let progress: @Sendable ([CampaignID]) async throws -> [CampaignID: CampaignProgress]
    private let unchanged: @Sendable ([Session]) async throws -> Set<Session.ID>
    private var followers: [Int: Follower] = [:]
    private var seen: [CampaignID: Seen] = [:]
    private var (nextNumber, ticks) = (0, 0)
    private var areChecked = false
    private var isClosed = false

    /// `unchanged`: those of the sessions that still may what they might when they began to follow.
    package init(
        progress: @escaping @Sendable ([CampaignID]) async throws -> [CampaignID: CampaignProgress],
        unchanged: @escaping @Sendable ([Session]) async throws -> Set<Session.ID>
    ) {
        (self.progress, self.unchanged) = (progress, unchanged)
    }

    package func run() async {
        await withGracefulShutdownHandler {
            while !isClosed, !Task.isCancelled {
                try? await cancelWhenGracefulShutdown {  // only the wait ends early
                    try await Task.sleep(for: Self.tick)
                }
                if !followers.isEmpty { await look() }
            }
        } onGracefulShutdown: {
            Task { await self.close() }  // also in the middle of a look
        }
        close()
    }

    /// Lines for a page of `session`, which may see the campaign. They end when it should ask again.
    package func follow(_ campaign: CampaignID, _ session: Session) -> AsyncStream<ByteBuffer> {
        let (stream, lines) = AsyncStream<ByteBuffer>.makeStream(bufferingPolicy: .bufferingNewest(1))
        guard !isClosed else {
            lines.finish()
            return stream
        }
        let number = nextNumber
        nextNumber += 1
        followers[number] = Follower(campaign: campaign, session: session, lines: lines)
        lines.onTermination = { [weak self] _ in
            Task { await self?.forget(number) }
        }
        return stream
    }

    package var followerCount: Int { followers.count }

    /// One tick. Without a fresh look at who follows nobody hears anything.
    package func look() async {
        ticks += 1
        let now = ContinuousClock.now
        end { now - $0.since > Self.longest }
        if ticks % Self.ticksPerCheck == 0 { areChecked = false }
        do {
            if !areChecked {
                let sessions = Dictionary(followers.values.map { ($0.session.id, $0.session) }) { $1 }
                let unchanged = try await unchanged(Array(sessions.values))
                end { sessions[$0.session.id] != nil && !unchanged.contains($0.session.id) }
                areChecked = true
            }
            let followed = Set(followers.values.map(\.campaign))
            seen = seen.filter { followed.contains($0.key) }
            let due = followed.filter { seen[$0]?.isMoving ?? true || ticks % Self.ticksWhenCalm == 0 }
            guard !due.isEmpty else { return }
            let found = try await progress(Array(due))
            for campaign in due { tell(campaign, found[campaign]) }
        } catch {
            // The database is away: the next tick asks again, and the page looks by itself meanwhile.
        }
    }

    private func tell(_ campaign: CampaignID, _ progress: CampaignProgress?) {
        guard let progress else { return end { $0.campaign == campaign } }
        let answer = ProgressAnswer(progress)
        let isMoving = progress.counts.moving > 0 || progress.isStopping
        var now = Seen(answer: answer, isMoving: isMoving)
        if let before = seen[campaign], before.answer == answer { now.quiet = before.quiet + 1 }
        seen[campaign] = now
        // A line every two seconds while something moves shows that the connection lives.
        guard now.quiet == 0 || (isMoving && now.quiet % 2 == 0) || now.quiet % 6 == 0,
            let line = try? EventLine.progress(answer)
        else { return }
        for follower in followers.values where follower.campaign == campaign { follower.lines.yield(line) }
    }

    private func end(_ isMeant: (Follower) -> Bool) {
        for (number, follower) in followers where isMeant(follower) {
            followers[number] = nil
            follower.lines.finish()
        }
    }

    private func forget(_ number: Int) { followers[number] = nil }

    private func close() {
        isClosed = true
        end { _ in true }
    }
}
