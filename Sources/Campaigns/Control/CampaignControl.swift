import Accounts
import Audit
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// Pausing, resuming and stopping a campaign. Each is one transaction with its access record; the claims of issuing and
/// hand-over read the holds, so that it is in force with their next look.
package struct CampaignControl: Sendable {
    static let maxReason = 200

    let database: Database
    /// Told when a campaign may go on: workers need not wait for their next look.
    let resumed: @Sendable () async -> Void
    let now: @Sendable () -> Date

    package init(
        database: Database, resumed: @escaping @Sendable () async -> Void,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.resumed, self.now) = (database, resumed, now)
    }

    /// Holds issuing and sending until somebody resumes it. What is under way at this moment is finished.
    ///
    /// `reason`: for the people who wonder why nothing happens; may be empty. `alongside`: see ``AlongsideCampaign``.
    /// - Throws: `NotAllowedNow`; `CampaignsError.noSuchCampaign`.
    @discardableResult
    package func pause(
        _ id: Campaign.ID, reason: String, by principal: Principal, alongside: @escaping AlongsideCampaign = { _, _ in }
    ) async throws -> CampaignProgress {
        let (now, reason) = (now(), String(reason.tidied.prefix(Self.maxReason)))
        return try await change(id, by: principal, alongside) { db, campaign, progress in
            switch progress.status {
            case .scheduled, .sending: break
            case .paused where progress.ownHolds.contains { $0.cause == .person }:
                throw NotAllowedNow("이미 일시정지한 발송입니다.")
            case .paused: break
            case .completed: throw NotAllowedNow("이미 끝난 발송이라 일시정지할 것이 없습니다.")
            case .stopped: throw NotAllowedNow("이미 중지한 발송입니다.")
            }
            try Hold(
                .campaign, id.ulid, halts: .all, cause: .person, reason: reason, by: principal.userID.ulid, at: now
            ).place(db)
            try record(db, "campaign.pause", campaign, principal, reason, at: now)
        }
    }

    /// Lifts whatever holds this campaign itself, also what the program held by itself.
    ///
    /// - Throws: `NotAllowedNow`; `CampaignsError.noSuchCampaign`.
    @discardableResult
    package func resume(
        _ id: Campaign.ID, by principal: Principal, alongside: @escaping AlongsideCampaign = { _, _ in }
    ) async throws -> CampaignProgress {
        let now = now()
        let resumed = try await change(id, by: principal, alongside) { db, campaign, progress in
            if progress.status == .stopped { throw NotAllowedNow("중지한 발송은 다시 시작할 수 없습니다. 복제해서 새로 보내 주세요.") }
            let lifted = try Hold.lift(db, .campaign, id.ulid)
            guard !lifted.isEmpty else {
                throw NotAllowedNow(
                    progress.holds.isEmpty
                        ? "일시정지한 발송이 아닙니다."
                        : "이 발송만 멈춘 것이 아니라 여기서 다시 시작할 수 없습니다. 관리자가 전체 정지를 풀면 이어서 나갑니다.")
            }
            try Self.closeAlerts(db, id, by: principal, at: now)
            try record(
                db, "campaign.resume", campaign, principal, lifted.map(\.reason).joined(separator: " · "), at: now)
        }
        await self.resumed()
        return resumed
    }

    /// Stops for good what is left: at once held, then taken back by ``StopStep``. Stopping twice changes nothing.
    ///
    /// - Throws: `NotAllowedNow`; `CampaignsError.noSuchCampaign`.
    @discardableResult
    package func stop(
        _ id: Campaign.ID, reason: String, by principal: Principal, alongside: @escaping AlongsideCampaign = { _, _ in }
    ) async throws -> CampaignProgress {
        let (now, reason) = (now(), String(reason.tidied.prefix(Self.maxReason)))
        return try await change(id, by: principal, alongside) { db, campaign, progress in
            if progress.status == .stopped { return }
            if progress.status == .completed { throw NotAllowedNow("이미 끝난 발송이라 중지할 것이 없습니다.") }
            // A pause would stand in the way of the stop: the two have one key.
            try Hold.lift(db, .campaign, id.ulid)
            try Hold(
                .campaign, id.ulid, halts: .all, cause: .stop, reason: reason, by: principal.userID.ulid, at: now
            ).place(db)
            try Self.closeAlerts(db, id, by: principal, at: now)
            try record(db, "campaign.stop", campaign, principal, reason, at: now)
        }
    }

    /// What was told of a campaign that stood still is over when somebody has decided how it goes on.
    private static func closeAlerts(_ db: Connection, _ id: Campaign.ID, by principal: Principal, at now: Date) throws {
        for kind in [Alert.Kind.issuingBraked, .sendingBraked, .missedSchedule, .card] {
            try Alert.close(db, kind, about: id.description, by: principal.userID.ulid, at: now)
        }
    }

    /// Runs with the campaign's row locked: of two who press at once, the second sees what the first has done.
    private func change(
        _ id: Campaign.ID, by principal: Principal, _ alongside: @escaping AlongsideCampaign,
        _ work: @escaping @Sendable (Connection, Campaign, CampaignProgress) throws -> Void
    ) async throws -> CampaignProgress {
        let now = now()
        return try await database.write { db in
            guard let campaign = try Campaign.lock(db, id, in: principal.scope) else {
                throw CampaignsError.noSuchCampaign
            }
            let counts = try CouponCounts.of(db, [id])[id] ?? CouponCounts()
            let holds = try CampaignHolds.current(db, in: principal.scope).of(campaign)
            try work(db, campaign, CampaignProgress(campaign, counts, holds: holds, settled: 0, at: now))
            guard let changed = try CampaignProgress.all(db, [id], in: principal.scope, at: now)[id] else {
                throw CampaignsError.noSuchCampaign
            }
            try alongside(db, changed)
            return changed
        }
    }
}

private func record(
    _ db: Connection, _ action: StaticString, _ campaign: Campaign, _ principal: Principal, _ reason: String,
    at now: Date
) throws {
    try AccessRecord.add(
        db, actor: principal.actor, action: action,
        subject: .init(kind: "campaign", id: campaign.id.ulid, owner: campaign.companyID.ulid),
        detail: reason.isEmpty ? [:] : ["reason": reason], at: now)
}
