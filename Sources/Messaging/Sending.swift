import Coupons
import Foundation
import MariaDB
import OptOuts
import Sealing
import Support
import UMS

/// What becomes of a campaign's locked, composed messages at the moment of their hand-over: rows for the agent,
/// withdrawal, or a longer wait.
///
/// Between the drawing and now a coupon may have been used or cancelled, its owner may have opted out, the callback number
/// may have expired, and it may have become night.
struct Sending: Sendable {
    let messages: [Message]
    let rows: [UMSMessage]

    init(_ db: Connection, _ candidates: [Message], _ outgoing: Outgoing, at now: Date) throws {
        let (texts, data) = (outgoing.texts, outgoing.data)
        if let first = candidates.first, let problem = outgoing.rules.callbackProblem(on: SeoulTime.day(of: now)) {
            try SendingBrake.callbackUnusable(db, first, problem, at: now)
            (messages, rows) = ([], [])
            return
        }
        let coupons = try Coupon.lock(db, candidates.map(\.couponID))
        let byID = Dictionary(uniqueKeysWithValues: coupons.map { ($0.id, $0) })
        let secrets = try byID.mapValues { coupon in try coupon.secrets(data) }
        let optedOut = try Dictionary(grouping: coupons, by: \.companyID).reduce(into: Set<Coupon.ID>()) { all, part in
            let phones = part.value.compactMap { secrets[$0.id]?.phone }
            let found = try OptOut.among(db, phones, of: part.key, data)
            all.formUnion(part.value.filter { secrets[$0.id].map { found.contains($0.phone) } ?? false }.map(\.id))
        }
        var (messages, rows): ([Message], [UMSMessage]) = ([], [])
        var withdrawn: [String: [MessageID]] = [:]
        var postponed: [Date: [MessageID]] = [:]
        for message in candidates {
            guard let coupon = byID[message.couponID], let secret = secrets[message.couponID],
                let path = message.cardPath, let requestedAt = message.requestedAt
            else { throw MessagingError.incomplete(message.id) }
            if let reason = Self.refusal(coupon, optedOut: optedOut.contains(coupon.id), at: now) {
                withdrawn[reason, default: []].append(message.id)
                continue
            }
            let time = texts.isAdvertisement ? AdvertisingHours.safe(from: max(requestedAt, now)) : requestedAt
            guard time <= now.addingTimeInterval(Message.handoverLeadSeconds) else {
                // Until shortly before it stays with us, where it can still be changed. Its time was changed a moment ago,
                // or it is the morning.
                if time != requestedAt { postponed[time, default: []].append(message.id) }
                continue
            }
            messages.append(message)
            rows.append(Self.row(message, texts, coupon, secret, path, at: time))
        }
        for (reason, ids) in withdrawn { try Message.withdraw(db, ids, reason: reason, at: now) }
        for (time, ids) in postponed {
            let note = "밤에는 광고 문자를 보낼 수 없어 \(SeoulTime.page(time))에 보냅니다."
            try Message.postpone(db, ids, to: time, note: note, at: now)
        }
        (self.messages, self.rows) = (messages, rows)
    }

    private static func refusal(_ coupon: Coupon, optedOut: Bool, at now: Date) -> String? {
        if let reason = coupon.reasonNotToSend(on: SeoulTime.day(of: now)) { return reason }
        return optedOut ? "수신거부한 번호라 보내지 않았습니다." : nil
    }

    private static func row(
        _ message: Message, _ texts: CampaignTexts, _ coupon: Coupon, _ secrets: CouponSecrets, _ path: String,
        at time: Date
    ) -> UMSMessage {
        let values = MessageText.Values(
            name: secrets.name, productName: texts.productName, validUntil: coupon.validUntil,
            barcode: secrets.barcode ?? "")
        return UMSMessage(
            clientKey: message.clientKey, callbackNumber: texts.callbackNumber, phone: secrets.phone,
            title: MessageText.fill(texts.title, with: values), text: MessageText.fill(texts.message, with: values),
            files: [path], requestedAt: time)
    }
}

/// What a campaign's messages need on their way out. Put together before any row is locked.
struct Outgoing: Sendable {
    let campaign: CampaignID
    let texts: CampaignTexts
    let rules: CampaignRules
    let data: PersonalData
}
