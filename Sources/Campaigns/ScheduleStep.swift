import Foundation
import Jobs
import MariaDB
import Safeguards
import Support

/// Notes that scheduled times came while the program ran, and holds what it has slept through for a person.
///
/// Run before any other work of a process: what was missed must be held before something claims it.
package struct ScheduleStep: WorkStep {
    package let name = "schedule"
    /// Later than that nobody expects it any more: the shop may be closed, the offer over.
    static let missedAfterSeconds: TimeInterval = 15 * 60

    let database: Database
    let now: @Sendable () -> Date

    package init(database: Database, now: @escaping @Sendable () -> Date = { Date() }) {
        (self.database, self.now) = (database, now)
    }

    package func runOnce() async throws -> Int {
        let now = now()
        return try await database.write { db in
            let missed = try Campaign.lockMissed(
                db, before: now.addingTimeInterval(-Self.missedAfterSeconds), limit: 100)
            let gate = try CampaignGate.enter(db, Set(missed.map(\.id.ulid)))
            for campaign in missed where gate.isOpen(campaign.id.ulid) {
                guard try Campaign.hasUnsent(db, campaign.id) else { continue }
                let time = campaign.scheduledAt.map(SeoulTime.page) ?? ""
                let reason = "예약 시각 지남: \(time)에 시스템이 멈춰 있어 보내지 않았습니다."
                try Hold(.campaign, campaign.id.ulid, halts: .all, cause: .brake, reason: reason, at: now).place(db)
                try Alert.raise(
                    db, .missedSchedule, about: "\(campaign.id)", company: campaign.companyID.ulid,
                    "‘\(campaign.eventName)’ 발송이 예약 시각(\(time))을 지났습니다. 지금 보내도 되는지 확인하고 다시 시작해 주세요.", at: now)
            }
            try Campaign.markScheduleMet(db, missed.map(\.id), dueBefore: now, at: now)
            return missed.count
        }
    }
}
