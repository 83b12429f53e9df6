import Accounts
import Audit
import Campaigns
import Coupons
import Foundation
import MariaDB
import Messaging
import OptOuts
import Safeguards
import Sealing
import Support

/// Sends coupons again: the same coupon in a new message. Never issues one.
package struct Resending: Sendable {
    package static let maxReasonLetters = 200

    let database: Database
    let data: PersonalData
    /// How often people may send one coupon again (`RESEND_LIMIT`).
    package let limit: Int
    let now: @Sendable () -> Date

    package init(
        database: Database, data: PersonalData, limit: Int, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.data, self.limit, self.now) = (database, data, limit, now)
    }

    /// Begins another message for a coupon; it is drawn and handed over by the workers.
    ///
    /// `alongside` runs in the same transaction: the caller's Idempotency-Key. May run more than once.
    /// - Throws: `ResendRefusal`, or `FieldProblems` when the reason is missing; then nothing was begun.
    package func resend(
        _ id: Coupon.ID, reason: String, by principal: Principal,
        alongside: @escaping @Sendable (Connection, Resent) throws -> Void = { _, _ in }
    ) async throws -> Resent {
        let reason = try Self.checked(reason)
        let now = now()
        return try await database.write { db in
            guard try Coupon.find(db, id, in: principal.scope) != nil, let coupon = try Coupon.lock(db, [id]).first
            else { throw ResendRefusal.noSuchCoupon }
            let candidate = try ResendCandidate.all(db, [coupon], data, limit: limit, at: now)[0]
            if let refusal = candidate.refusal { throw refusal }
            try Self.begin(db, [candidate], reason, by: principal, at: now)
            try AccessRecord.add(
                db, actor: principal.actor, action: "coupon.resend",
                subject: .init(kind: "coupon", id: id.ulid, owner: coupon.companyID.ulid),
                detail: ["reason": reason, "count": "\(candidate.resends + 1)"], at: now)
            let resent = Resent(coupon: id, count: candidate.resends + 1, limit: limit)
            try alongside(db, resent)
            return resent
        }
    }

    /// Sends the failed deliveries of a campaign again, each with its own coupon. What may not be sent is left out.
    ///
    /// `alongside`: as with ``resend(_:reason:by:alongside:)``.
    package func retryFailed(
        of campaign: CampaignID, by principal: Principal,
        alongside: @escaping @Sendable (Connection, FailedRetried) throws -> Void = { _, _ in }
    ) async throws -> FailedRetried {
        let now = now()
        return try await database.write { db in
            guard let found = try Campaign.find(db, campaign, in: principal.scope) else {
                throw ResendRefusal.noSuchCampaign
            }
            guard try CampaignGate.enter(db, [campaign.ulid]).isOpen(campaign.ulid) else {
                throw ResendRefusal.campaignStopped
            }
            let failed = try Coupon.lockFailedDeliveries(db, of: campaign, limit: Registration.maxCoupons)
            guard !failed.isEmpty else { throw ResendRefusal.nothingFailed }
            let candidates = try ResendCandidate.all(db, failed, data, limit: limit, at: now)
            let admitted = candidates.filter { $0.refusal == nil }
            try Self.begin(db, admitted, "실패한 발송 다시 보내기", by: principal, at: now)
            let answer = FailedRetried(resent: admitted.count, refusals: candidates.compactMap(\.refusal))
            try AccessRecord.add(
                db, actor: principal.actor, action: "campaign.retry-failed",
                subject: .init(kind: "campaign", id: campaign.ulid, owner: found.companyID.ulid),
                detail: ["resent": "\(answer.resent)", "skipped": "\(answer.skipped)"], at: now)
            try alongside(db, answer)
            return answer
        }
    }

    /// Whether and why a coupon may be sent again, and how often it was; nil when there is no such coupon for these eyes.
    package func standing(of id: Coupon.ID, in scope: TenantScope) async throws -> ResendStanding? {
        let now = now()
        return try await database.read { [data, limit] db in
            guard let coupon = try Coupon.find(db, id, in: scope) else { return nil }
            let candidate = try ResendCandidate.all(db, [coupon], data, limit: limit, at: now)[0]
            return ResendStanding(count: candidate.resends, limit: limit, refusal: candidate.refusal)
        }
    }

    private static func begin(
        _ db: Connection, _ candidates: [ResendCandidate], _ reason: String, by principal: Principal, at now: Date
    ) throws {
        let fresh = candidates.compactMap(\.newest).filter { !$0.waitsForRetry }
        let next = fresh.map { $0.next(.resend(by: principal.userID, reason: reason), at: now) }
        try Message.insert(db, next)
        try Coupon.setMessages(db, next.map { ($0.couponID, $0.id) })
        // An automatic attempt that waits for its time is begun now instead of being doubled.
        let brought = candidates.compactMap(\.newest).filter(\.waitsForRetry)
        for message in brought {
            guard try Message.bringForward(db, message.id, by: principal.userID, reason: reason) else {
                throw ResendRefusal.stillPending
            }
        }
        try Coupon.setDelivery(db, ofMessages: (next + brought).map(\.id), to: .waiting, at: now)
    }

    private static func checked(_ text: String) throws -> String {
        let reason = text.tidied
        guard (1...maxReasonLetters).contains(reason.count), text.isPlainLine else {
            throw FieldProblems("reason", "다시 보내는 이유를 \(maxReasonLetters)자까지 한 줄로 적어 주세요.")
        }
        return reason
    }
}

/// A coupon somebody wants sent again, with what decides about it.
struct ResendCandidate {
    let newest: Message?
    let resends: Int
    let refusal: ResendRefusal?

    /// In the order of `coupons`.
    static func all(_ db: Connection, _ coupons: [Coupon], _ data: PersonalData, limit: Int, at now: Date) throws
        -> [ResendCandidate]
    {
        let gate = try CampaignGate.enter(db, Set(coupons.map(\.campaignID.ulid)))
        let messages = try Message.newest(db, of: coupons.map(\.id))
        let resends = try Message.resends(db, of: coupons.map(\.id))
        let phones = try coupons.map { try $0.secrets(data).phone }
        let rules = try CampaignRules.of(db, Set(coupons.map(\.campaignID)))
        var optedOut: [Company.ID: Set<PhoneNumber>] = [:]
        for company in Set(coupons.map(\.companyID)) {
            let own = zip(coupons, phones).filter { $0.0.companyID == company }.map(\.1)
            optedOut[company] = try OptOut.among(db, own, of: company, data)
        }
        return zip(coupons, phones).map { coupon, phone in
            let (newest, count) = (messages[coupon.id], resends[coupon.id] ?? 0)
            let isOptedOut = optedOut[coupon.companyID]?.contains(phone) ?? false
            guard gate.isOpen(coupon.campaignID.ulid) else {
                return ResendCandidate(newest: newest, resends: count, refusal: .campaignStopped)
            }
            return ResendCandidate(
                newest: newest, resends: count,
                refusal: refusal(
                    coupon, newest, count, rules[coupon.campaignID], isOptedOut: isOptedOut, limit: limit, at: now))
        }
    }

    private static func refusal(
        _ coupon: Coupon, _ newest: Message?, _ count: Int, _ rules: CampaignRules?, isOptedOut: Bool, limit: Int,
        at now: Date
    ) -> ResendRefusal? {
        let today = SeoulTime.day(of: now)
        if let reason = coupon.reasonNotToSend(on: today) { return .notSendable(reason) }
        if let problem = rules?.callbackProblem(on: today) {
            return .notSendable("\(problem) 관리자에게 번호 등록이나 기한 연장을 요청해 주세요.")
        }
        if isOptedOut { return .optedOut }
        guard let newest else { return .notSentYet }
        switch newest.state {
        case .delivered, .failed, .withdrawn: break
        case .composing where newest.waitsForRetry: break
        case .composing, .composed, .handingOver, .queued: return .notSentYet
        case .pending where newest.isGivenUp(at: now): break
        case .pending: return .stillPending
        }
        return count < limit ? nil : .limitReached(limit)
    }
}

/// Why a coupon is not sent again.
package enum ResendRefusal: Error, Sendable, Hashable {
    case noSuchCoupon, noSuchCampaign
    /// Korean: used, cancelled, expired, not issued.
    case notSendable(String)
    case optedOut
    /// Its message waits for its turn.
    case notSentYet
    case stillPending
    case limitReached(Int)
    case campaignStopped
    case nothingFailed

    /// Korean: what stands in the way, and what to do.
    package var reason: String {
        switch self {
        case .noSuchCoupon: "쿠폰을 찾을 수 없습니다. 쿠폰을 다시 찾아 주세요."
        case .noSuchCampaign: "발송을 찾을 수 없습니다. 목록에서 다시 골라 주세요."
        case .notSendable(let reason): reason
        case .optedOut: "수신거부한 번호라 다시 보낼 수 없습니다. 고객이 원하면 관리자에게 수신거부 해제를 요청해 주세요."
        case .notSentYet: "문자를 보내는 중이라 다시 보낼 수 없습니다. 결과가 나온 뒤 다시 시도해 주세요."
        case .stillPending: "통신사 결과를 기다리는 중이라 다시 보낼 수 없습니다. 보통 몇 분, 길게는 3일까지 걸릴 수 있습니다."
        case .limitReached(let limit): "이 쿠폰은 \(limit)번까지만 다시 보낼 수 있습니다. 번호를 확인하고 필요하면 번호 변경을 이용해 주세요."
        case .campaignStopped: "중지한 발송이라 다시 보낼 수 없습니다."
        case .nothingFailed: "다시 보낼 실패 건이 없습니다. 목록을 새로고침해 결과를 확인해 주세요."
        }
    }
}

package struct Resent: Sendable, Equatable {
    package let coupon: Coupon.ID
    /// Resends of this coupon, with this one.
    package let count: Int
    package let limit: Int
}

package struct ResendStanding: Sendable, Equatable {
    package let count: Int
    package let limit: Int
    package let refusal: ResendRefusal?
}

package struct FailedRetried: Sendable, Equatable {
    package let resent: Int
    package let refusals: [ResendRefusal]

    package var skipped: Int { refusals.count }
}
