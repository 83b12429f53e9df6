import Accounts
import Campaigns
import Coupons
import Foundation
import Issuing
import MariaDB
import Messaging
import Redemption
import Sealing
import Support

/// Finds coupons and tells what is known of them. Personal data leaves it masked only.
package struct CouponDesk: Sendable {
    /// More matches than anybody reads; who gets so many should say more.
    package static let maxMatches = 200

    let database: Database
    let data: PersonalData

    package init(database: Database, data: PersonalData) {
        (self.database, self.data) = (database, data)
    }

    /// Every coupon that matches, newest first.
    package func search(_ query: CouponQuery, in scope: TenantScope) async throws -> [CouponFacts] {
        try await database.read { [data] db in
            let coupons = try Coupon.search(db, query, in: scope, limit: Self.maxMatches, index: data.index)
            return try Self.facts(db, coupons, in: scope, data)
        }
    }

    /// One page of a campaign's coupons; nil when there is no such campaign for these eyes.
    ///
    /// `query` narrows to a phone number, its last four digits, a barcode or an order number.
    package func page(
        of campaign: CampaignID, _ filter: CouponFilter, matching query: CouponQuery?, in scope: TenantScope,
        offset: Int,
        limit: Int
    ) async throws -> (items: [CouponFacts], total: Int)? {
        try await database.read { [data] db in
            guard try Campaign.find(db, campaign, in: scope) != nil else { return nil }
            if let query {
                let found = try Coupon.search(
                    db, query, in: scope, campaign: campaign, limit: Self.maxMatches, index: data.index)
                let part = found.filter(filter.admits)
                return (try Self.facts(db, Array(part.dropFirst(offset).prefix(limit)), in: scope, data), part.count)
            }
            let (coupons, total) = try Coupon.page(db, of: campaign, filter, in: scope, offset: offset, limit: limit)
            return (try Self.facts(db, coupons, in: scope, data), total)
        }
    }

    package func facts(of id: Coupon.ID, in scope: TenantScope) async throws -> CouponFacts? {
        try await database.read { [data] db in
            guard let coupon = try Coupon.find(db, id, in: scope) else { return nil }
            return try Self.facts(db, [coupon], in: scope, data).first
        }
    }

    /// What happened to a coupon, oldest first; nil when there is no such coupon for these eyes.
    package func timeline(of id: Coupon.ID, in scope: TenantScope) async throws -> [CouponEvent]? {
        try await database.read { [data] db -> [CouponEvent]? in
            guard let coupon = try Coupon.find(db, id, in: scope),
                let campaign = try Campaign.find(db, coupon.campaignID, in: scope)
            else { return nil }
            let author = try User.names(db, of: [campaign.createdBy], data)[campaign.createdBy]
            let messages = try Message.all(db, of: id, in: scope)
            let people = try User.names(db, of: Set(messages.compactMap(\.askedBy)), data)
            let cancellation = try Cancellation.find(db, of: id, in: scope)
            let exchanges = try ToldExchange.all(db, of: id)
            let calls = try CouponCall.cancellations(db, of: id, in: scope)
            return
                (Self.issueEvents(coupon, campaign, author) + CouponEvent.uses(of: coupon, exchanges)
                + CouponEvent.ends(cancellation, calls)
                + messages.flatMap { message in Self.events(of: message, by: message.askedBy.flatMap { people[$0] }) })
                .sorted { $0.at < $1.at }
        }
    }

    private static func facts(_ db: Connection, _ coupons: [Coupon], in scope: TenantScope, _ data: PersonalData) throws
        -> [CouponFacts]
    {
        let campaigns = try Campaign.all(db, ids: Array(Set(coupons.map(\.campaignID))), in: scope)
        let byID = Dictionary(uniqueKeysWithValues: campaigns.map { ($0.id, $0) })
        return try coupons.compactMap { coupon in
            guard let campaign = byID[coupon.campaignID] else { return nil }
            let secrets = try coupon.secrets(data)
            return CouponFacts(
                coupon: coupon, campaign: campaign, maskedName: Masked.name(secrets.name),
                maskedPhone: secrets.phone.masked, maskedBarcode: secrets.barcode.map(Masked.barcode))
        }
    }

    private static func issueEvents(_ coupon: Coupon, _ campaign: Campaign, _ author: String?) -> [CouponEvent] {
        var events = [CouponEvent(kind: .registered, at: campaign.createdAt, detail: campaign.eventName, actor: author)]
        switch coupon.issue {
        case .issued, .cancelled:
            if let issuedAt = coupon.issuedAt {
                let order = coupon.supplierOrderID.map { "주문번호 \($0)" }
                events.append(CouponEvent(kind: .issued, at: issuedAt, detail: order, actor: nil))
            }
        case .failed:
            events.append(CouponEvent(kind: .issueFailed, at: coupon.changedAt, detail: coupon.issueNote, actor: nil))
        case .unconfirmed:
            events.append(CouponEvent(kind: .unconfirmed, at: coupon.changedAt, detail: coupon.issueNote, actor: nil))
        case .waiting, .issuing: break
        }
        return events
    }

    private static func events(of message: Message, by person: String?) -> [CouponEvent] {
        var events: [CouponEvent] = []
        switch message.cause {
        case .first: break
        case .retry:
            let time = message.notBefore.map { "\(SeoulTime.page($0)) 이후" }
            events.append(CouponEvent(kind: .retryPlanned, at: message.createdAt, detail: time, actor: nil))
        case .resend:
            events.append(
                CouponEvent(kind: .resendRequested, at: message.createdAt, detail: message.reason, actor: person))
        }
        let number = "\(message.attempt + 1)번째 MMS"
        if let bytes = message.cardBytes {
            events.append(
                CouponEvent(
                    kind: .composed, at: message.createdAt, detail: "바코드 판독 확인 · \((bytes + 1023) / 1024) KB",
                    actor: nil))
        }
        if let at = message.handedOverAt {
            events.append(CouponEvent(kind: .handedOver, at: at, detail: number, actor: nil))
        }
        if let at = message.doneAt, message.state == .withdrawn {
            events.append(CouponEvent(kind: .withdrawn, at: at, detail: message.resultText, actor: nil))
        } else if let at = message.doneAt {
            let delivered = message.state == .delivered
            events.append(
                CouponEvent(
                    kind: delivered ? .delivered : .deliveryFailed, at: at,
                    detail: delivered ? message.telco : message.failureText, actor: nil))
        }
        return events
    }
}
