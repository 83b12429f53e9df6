import Accounts
import Audit
import Foundation
import Issuing
import MariaDB
import Messaging
import Safeguards
import Support

/// Changes the time of a scheduled campaign, until the agent has begun with it.
///
/// What waits for its issue waits longer or shorter; composed messages get the new time; what the agent holds already for
/// the old time is fetched back by ``RescheduleStep``.
package struct Rescheduling: Sendable {
    /// The agent may take a row at its time: shortly before nothing can be promised any more.
    static let closesSeconds: TimeInterval = 60

    let database: Database
    /// Told when the plan has changed: workers need not wait for their next look.
    let planned: @Sendable () async -> Void
    let now: @Sendable () -> Date

    package init(
        database: Database, planned: @escaping @Sendable () async -> Void,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.planned, self.now) = (database, planned, now)
    }

    /// - Throws: `FieldProblems` for the time, `RescheduleRefusal` for the campaign; then nothing has changed.
    package func reschedule(
        _ id: Campaign.ID, to text: String, nightConsent: Bool, by principal: Principal,
        alongside: @escaping AlongsideCampaign = { _, _ in }
    ) async throws {
        let now = now()
        try await database.write { db in
            guard let campaign = try Campaign.lockToReschedule(db, id, in: principal.scope) else {
                throw RescheduleRefusal.noSuchCampaign
            }
            try Self.check(db, campaign, at: now)
            let time = try Self.time(text, for: campaign, nightConsent: nightConsent, at: now)
            if let problem = try CampaignRules.of(db, [id])[id]?.callbackProblem(on: SeoulTime.day(of: time)) {
                throw FieldProblems("scheduledAt", "\(problem) 기한 안의 날짜로 예약하거나 관리자에게 연장을 요청해 주세요.")
            }
            try Campaign.setSchedule(db, id, to: time)
            try IssueOrder.reschedule(db, of: id, to: max(now, time.addingTimeInterval(-Registration.leadSeconds)))
            try Message.reschedule(db, of: id, to: time)
            try AccessRecord.add(
                db, actor: principal.actor, action: "campaign.reschedule",
                subject: .init(kind: "campaign", id: id.ulid, owner: campaign.companyID.ulid),
                detail: [
                    "from": campaign.scheduledAt.map(SeoulTime.rfc3339) ?? "", "to": SeoulTime.rfc3339(time),
                ], at: now)
            if let changed = try CampaignProgress.all(db, [id], in: principal.scope, at: now)[id] {
                try alongside(db, changed)
            }
        }
        await planned()
    }

    private static func check(_ db: Connection, _ campaign: Campaign, at now: Date) throws {
        guard try CampaignGate.enter(db, [campaign.id.ulid]).isOpen(campaign.id.ulid) else {
            throw RescheduleRefusal.stopped
        }
        let holds = try Holds.current(db).of(.campaign, campaign.id.ulid)
        guard let scheduledAt = campaign.scheduledAt else { throw RescheduleRefusal.notScheduled }
        // A held one cannot start while we look: its time may have passed, too.
        guard scheduledAt > now.addingTimeInterval(closesSeconds) || !holds.isEmpty,
            try !Message.isBegun(db, of: campaign.id)
        else { throw RescheduleRefusal.begun }
    }

    private static func time(_ text: String, for campaign: Campaign, nightConsent: Bool, at now: Date) throws -> Date {
        var problems = FieldProblems()
        var time = Registration.schedule(text, at: now, &problems)
        if campaign.purpose == .advertisement, problems.isEmpty {
            time = AdvertisementCheck.time(time, consent: nightConsent, at: now, into: &problems)
        }
        guard problems.isEmpty else { throw problems }
        guard let time else { throw FieldProblems("scheduledAt", "새 예약 시각을 정해 주세요.") }
        return time
    }
}

/// Why a campaign's time is not changed.
package enum RescheduleRefusal: Error, Sendable, Equatable {
    case noSuchCampaign, notScheduled, stopped, begun

    /// Korean.
    package var reason: String {
        switch self {
        case .noSuchCampaign: "발송을 찾을 수 없습니다. 목록에서 다시 골라 주세요."
        case .notScheduled: "예약한 발송이 아니라 시각을 바꿀 수 없습니다."
        case .stopped: "중지한 발송이라 시각을 바꿀 수 없습니다."
        case .begun: "이미 발송이 시작되어 시각을 바꿀 수 없습니다. 아직 나가지 않은 문자를 막으려면 발송을 중지해 주세요."
        }
    }
}
