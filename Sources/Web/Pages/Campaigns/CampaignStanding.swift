import Accounts
import Campaigns
import Coupons
import Foundation
import Safeguards
import Support

/// Why a campaign stands still, in words: who or what held it, since when, and what can be done about it.
enum CampaignStanding {
    static func words(_ progress: CampaignProgress, _ names: CampaignNames, at now: Date) -> String? {
        switch progress.status {
        case .scheduled, .sending, .completed: nil
        case .stopped where progress.isStopping:
            "중지했습니다. 아직 나가지 않은 쿠폰과 문자를 거두어들이고 있습니다. 이미 나간 문자는 그대로입니다."
        case .stopped:
            "남은 발송을 중지했습니다. 이미 나간 문자는 그대로입니다. 중지하기 전에 발급까지만 된 쿠폰은 보내지 않은 채 남아 있으니, "
                + "필요 없으면 쿠폰 화면에서 취소해 주세요."
        case .paused: progress.holds.map { words($0, names, at: now) }.joined(separator: "\n")
        }
    }

    private static func words(_ hold: Hold, _ names: CampaignNames, at now: Date) -> String {
        let since = PageTime.short(hold.heldAt, at: now)
        let reason = hold.reason.isEmpty ? "" : " (\(hold.reason))"
        switch (hold.cause, hold.scope) {
        case (.brake, _): return "\(since)에 자동으로 멈췄습니다. \(hold.reason)"
        case (_, .campaign):
            let who = hold.heldBy.flatMap { names.users[User.ID($0)] }.map { "\($0)님이 " } ?? ""
            return "\(since)에 \(who)일시정지했습니다\(reason). 이미 요청한 문자는 그대로 나가고, 나머지는 다시 시작할 때까지 기다립니다."
        case (_, .company): return "\(since)부터 이 고객사의 \(hold.halts.word)이 모두 멈춰 있습니다\(reason). 관리자가 풀면 이어서 나갑니다."
        case (_, .callbackNumber): return "\(since)부터 이 발신번호의 발송이 멈춰 있습니다\(reason). 관리자가 풀면 이어서 나갑니다."
        case (_, .system): return "\(since)부터 시스템 전체의 \(hold.halts.word)이 멈춰 있습니다\(reason). 관리자가 풀면 이어서 나갑니다."
        }
    }
}

extension Hold.Halts {
    fileprivate var word: String {
        switch self {
        case .issuing: "발급"
        case .sending: "문자 발송"
        case .all: "발급과 발송"
        }
    }
}

/// What can be done with a campaign at this moment.
package struct CampaignControls: Sendable {
    let id: String
    let canPause: Bool
    let canResume: Bool
    let canStop: Bool
    let canReschedule: Bool
    /// How many messages failed though their coupon is good; nil when none.
    let retry: String?
    /// `2026-11-22T14:05`, for the field of the dialog.
    let scheduledAt: String

    package init(
        id: String, canPause: Bool, canResume: Bool, canStop: Bool, canReschedule: Bool, failedMessages: Int,
        scheduledAt: String
    ) {
        (self.id, self.canPause, self.canResume, self.canStop) = (id, canPause, canResume, canStop)
        (self.canReschedule, self.scheduledAt) = (canReschedule, scheduledAt)
        retry = failedMessages > 0 ? failedMessages.grouped : nil
    }

    init(_ progress: CampaignProgress) {
        let status = progress.status
        let isHeld = progress.ownHolds.contains { $0.cause != .stop }
        let begun = [DeliveryState.pending, .delivered, .failed].contains {
            progress.counts.delivery[$0, default: 0] > 0
        }
        let isAhead = progress.campaign.scheduledAt.map { isHeld || $0 > Date().addingTimeInterval(60) } ?? false
        self.init(
            id: progress.campaign.id.description,
            canPause: status == .sending || status == .scheduled,
            canResume: isHeld && status != .stopped,
            canStop: status == .sending || status == .scheduled || status == .paused,
            canReschedule: isAhead && !begun && status != .stopped && status != .completed,
            failedMessages: status == .stopped || isHeld ? 0 : progress.counts.delivery[.failed, default: 0],
            scheduledAt: progress.campaign.scheduledAt.map { String(SeoulTime.rfc3339($0).prefix(16)) } ?? "")
    }
}
