import Accounts
import Coupons
import Foundation
import MariaDB
import OptOuts
import Safeguards
import Sealing
import Support
import UMS

/// Records results and does what follows from them, in one transaction of the caller.
///
/// Doing it twice changes nothing: only messages without a result are settled, and they are locked first.
struct Settlement: Sendable {
    /// So many messages of a campaign in a row that are wrong in themselves stop the campaign.
    static let contentFailuresInARow = 5
    /// A picture is needed until the result, and a while longer for questions about it.
    static let cardDays = 7.0

    let data: PersonalData
    let policy: RetryPolicy
    let rules: [CampaignID: CampaignRules]
    let successCodes: Set<String>
    let now: Date

    func settle(_ db: Connection, _ results: [(message: Message, result: UMSResult)]) throws {
        let open = Set(try Message.lockAwaited(db, results.map(\.message.id)))
        let settled = results.filter { open.contains($0.message.id) }.map { message, result in
            Settled(message: message, result: result, decision: decision(message, result), now: now)
        }
        guard !settled.isEmpty else { return }
        try Message.recordResults(db, settled, cardUntil: now.addingTimeInterval(Self.cardDays * 86400))
        try Coupon.recordDelivery(db, settled.map(\.deliveryEnd))
        try retry(db, settled.filter { $0.decision.retryAt != nil })
        for one in settled where one.decision.learnsOptOut { try learnOptOut(db, one) }
        try brake(db, settled)
        for campaign in Set(settled.filter(\.decision.isContent).map(\.message.campaignID)) {
            try SendingBrake.contentFailed(db, campaign, at: now)
        }
        if let failed = settled.first(where: \.decision.agentFailed) {
            try Alert.raise(
                db, .agent, about: "failure", company: nil,
                "문자 발송기(SNAP)가 메시지를 처리하지 못했습니다. (\(failed.code)) 발송기 로그를 확인해 주세요. 메시지는 자동으로 다시 보냅니다.", at: now)
        } else if settled.contains(where: \.decision.delivered) {
            try Alert.close(db, .agent, about: "failure", at: now)
        }
    }

    private func decision(_ message: Message, _ result: UMSResult) -> DeliveryDecision {
        DeliveryDecision.after(
            result.code, isSuccess: successCodes.contains(result.code), retries: message.retries,
            isAdvertisement: rules[message.campaignID]?.isAdvertisement ?? true, policy: policy,
            jitter: Double.random(in: 0...1), at: now)
    }

    /// The next attempt of each coupon that could still be used and whose newest message this was. A stopped campaign has
    /// none: nothing of it is to leave any more.
    private func retry(_ db: Connection, _ settled: [Settled]) throws {
        guard !settled.isEmpty else { return }
        let gate = try CampaignGate.enter(db, Set(settled.map(\.message.campaignID.ulid)))
        let coupons = try Coupon.lock(db, settled.map(\.message.couponID))
        let byID = Dictionary(uniqueKeysWithValues: coupons.map { ($0.id, $0) })
        var next: [Message] = []
        for one in settled {
            guard let coupon = byID[one.message.couponID], coupon.messageID == one.message.id,
                gate.isOpen(one.message.campaignID.ulid),
                coupon.reasonNotToSend(on: SeoulTime.day(of: now)) == nil, let at = one.decision.retryAt
            else { continue }
            next.append(one.message.next(.retry(at: at), at: now))
        }
        try Message.insert(db, next)
        try Coupon.setMessages(db, next.map { ($0.couponID, $0.id) })
        for message in next {
            let code = settled.first { $0.message.couponID == message.couponID }?.code ?? ""
            let time = message.notBefore.map(SeoulTime.page) ?? ""
            try Coupon.setDelivery(
                db, ofMessages: [message.id], to: .waiting,
                note: "\(UMSResultCode(code: code).message) – \(time)에 자동으로 다시 보냅니다.", at: now)
        }
    }

    private func learnOptOut(_ db: Connection, _ one: Settled) throws {
        guard let coupon = try Coupon.all(db, ids: [one.message.couponID]).first else { return }
        let phone: PhoneNumber
        do {
            phone = try coupon.secrets(data).phone
        } catch  where OwnFault.isOne(error) {
            // The results of everybody else are in the same transaction.
            return try SendingBrake.notComposed(db, one.message, at: now)
        }
        try OptOut.add(db, phone, of: one.message.companyID, source: .carrier, by: nil, data, at: now)
    }

    private func brake(_ db: Connection, _ settled: [Settled]) throws {
        for one in settled {
            switch one.decision.brake {
            case .callbackNumber:
                try SendingBrake.callbackRefused(
                    db, rules[one.message.campaignID]?.callbackNumberID, one.message, one.code, at: now)
            case .everything: try SendingBrake.accountRefused(db, one.message, one.code, at: now)
            case nil: break
            }
        }
    }
}

/// The end of a message and what follows from it.
struct Settled: Sendable {
    let message: Message
    let decision: DeliveryDecision
    /// DONE_CODE, shortened to its column.
    let code: String
    let kind: UMSResultCode.Kind
    let text: String?
    let telco: Telco?
    let doneAt: Date

    init(message: Message, result: UMSResult, decision: DeliveryDecision, now: Date) {
        (self.message, self.decision) = (message, decision)
        (code, telco) = (String(result.code.prefix(16)), result.telco)
        kind = decision.delivered ? .success : UMSResultCode(code: result.code).kind
        text = result.words.map { String($0.prefix(300)) }
        doneAt = result.doneAt ?? now
    }

    var state: Message.State { decision.delivered ? .delivered : .failed }

    /// For the coupon: the carrier, or why it failed, in Korean.
    var deliveryEnd: DeliveryEnd {
        DeliveryEnd(
            message: message.id, state: decision.delivered ? .delivered : .failed,
            note: decision.delivered ? telco?.rawValue : UMSResultCode(code: code).message, at: doneAt)
    }
}
