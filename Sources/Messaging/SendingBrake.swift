import Accounts
import Coupons
import Foundation
import MariaDB
import Safeguards
import Support
import UMS

/// Stops sending by itself when going on would only fail. A person lifts the hold when the cause is mended.
///
/// Results of messages handed over before the last hold was lifted do not stop it anew: they tell of the
/// cause that was mended.
enum SendingBrake {
    static func contentFailed(_ db: Connection, _ campaign: CampaignID, at now: Date) throws {
        let since = try Hold.lastLift(db, .campaign, campaign.ulid)
        let kinds = try Message.lastResultKinds(
            db, of: campaign, since: since, limit: Settlement.contentFailuresInARow)
        guard kinds.count == Settlement.contentFailuresInARow, kinds.allSatisfy({ $0 == "content" }) else { return }
        let company = try Message.company(db, of: campaign)
        let reason = "문자 \(kinds.count)건이 내용·이미지 문제로 잇따라 실패해 이 발송을 자동으로 멈췄습니다."
        try hold(
            db, .campaign, campaign.ulid, reason, about: "\(campaign)", company: company,
            then: "실패 사유를 확인하고 고친 뒤 다시 시작해 주세요.", at: now)
    }

    static func callbackRefused(
        _ db: Connection, _ number: CallbackNumber.ID?, _ message: Message, _ code: String, at now: Date
    ) throws {
        let (scope, subject): (Hold.Scope, ULID) =
            if let number { (.callbackNumber, number.ulid) } else { (.campaign, message.campaignID.ulid) }
        guard try isNews(db, message, scope, subject) else { return }
        let reason = "통신사가 이 발신번호를 받지 않아 발송을 자동으로 멈췄습니다. (\(UMSResultCode(code: code).message), \(code))"
        try hold(
            db, scope, subject, reason, about: "\(subject)", company: message.companyID.ulid,
            then: "통신사의 발신번호 등록을 확인한 뒤 다시 시작해 주세요.", at: now)
    }

    static func accountRefused(_ db: Connection, _ message: Message, _ code: String, at now: Date) throws {
        guard try isNews(db, message, .system, Hold.system) else { return }
        let reason = "문자 발송 계정에 문제가 있어 모든 발송을 자동으로 멈췄습니다. (\(UMSResultCode(code: code).message), \(code))"
        try hold(
            db, .system, Hold.system, reason, about: "", company: nil,
            then: "LG유플러스 메시지허브 계정·잔액·한도를 확인한 뒤 다시 시작해 주세요.", at: now)
    }

    /// Before anything is handed over: the carrier would refuse it, or take it although it must not be sent.
    static func callbackUnusable(_ db: Connection, _ message: Message, _ problem: String, at now: Date) throws {
        try hold(
            db, .campaign, message.campaignID.ulid, "\(problem) 관리자에게 번호 등록이나 기한 연장을 요청한 뒤 다시 시작해 주세요.",
            about: "\(message.campaignID)", company: message.companyID.ulid, then: "남은 문자는 지워지지 않고 기다립니다.", at: now)
    }

    /// The agent's table takes the campaign's rows in no way.
    static func notHandedOver(_ db: Connection, _ message: Message, at now: Date) throws {
        try hold(
            db, .campaign, message.campaignID.ulid, "문자를 발송기(SNAP)에 넘기지 못해 이 발송을 자동으로 멈췄습니다.",
            about: "\(message.campaignID)", company: message.companyID.ulid,
            then: "다른 발송은 계속됩니다. 남은 문자는 지워지지 않고 기다립니다. 운영자가 로그에서 원인을 확인해야 합니다.", at: now)
    }

    /// A message that is wrong in itself: what is sealed in it does not open, its number is none, its campaign says nothing.
    static func notComposed(_ db: Connection, _ message: Message, at now: Date) throws {
        try hold(
            db, .campaign, message.campaignID.ulid, "만들 수 없는 문자가 있어 이 발송을 자동으로 멈췄습니다.",
            about: "\(message.campaignID)", company: message.companyID.ulid,
            then: "다른 발송은 계속됩니다. 남은 문자는 지워지지 않고 기다립니다. 운영자가 로그에서 원인을 확인해야 합니다.", at: now)
    }

    private static func isNews(_ db: Connection, _ message: Message, _ scope: Hold.Scope, _ subject: ULID) throws
        -> Bool
    {
        guard let lifted = try Hold.lastLift(db, scope, subject) else { return true }
        return (message.handedOverAt ?? message.createdAt) > lifted
    }

    private static func hold(
        _ db: Connection, _ scope: Hold.Scope, _ subject: ULID, _ reason: String, about: String, company: ULID?,
        then advice: String, at now: Date
    ) throws {
        try Hold(scope, subject, halts: .sending, cause: .brake, reason: reason, at: now).place(db)
        try Alert.raise(db, .sendingBraked, about: about, company: company, "\(reason) \(advice)", at: now)
    }
}
