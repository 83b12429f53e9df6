import Accounts
import Audit
import Cards
import Catalog
import Coupons
import Foundation
import Issuing
import MariaDB
import Messaging
import OptOuts
import Safeguards
import Sealing
import Support

/// Registers campaigns: everything is checked first, then campaign, coupons and issue orders are written in one
/// transaction. A crash leaves a whole campaign or none.
package struct Registration: Sendable {
    /// One hand-over of MMS holds 1,000 (requirements 6.2); it is also the most that one campaign may have.
    package static let maxCoupons = 1000
    /// Issuing begins this long before a scheduled time, so that every message is in the queue when it comes.
    static let leadSeconds: TimeInterval = 10 * 60
    static let maxScheduleDays = 30

    let database: Database
    let shelf: ProductShelf
    let data: PersonalData
    /// Coupons a `coufunCreate` asks for, 1–10 (`COUFUN_CREATE_BATCH`).
    let createBatch: Int
    /// Told when orders were planned: workers here and elsewhere need not wait for their next look.
    let planned: @Sendable () async -> Void
    let now: @Sendable () -> Date

    package init(
        database: Database, shelf: ProductShelf, data: PersonalData, createBatch: Int,
        planned: @escaping @Sendable () async -> Void,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        (self.database, self.shelf, self.data) = (database, shelf, data)
        (self.createBatch, self.planned, self.now) = (createBatch, planned, now)
    }

    /// Registers a campaign; its first coupon may be issued as soon as this returns.
    ///
    /// `alongside`: runs in the same transaction: the caller's Idempotency-Key. May run more than once.
    /// - Throws: `FieldProblems` when something must be mended first, `SentMomentsAgo`; then nothing is registered.
    package func register(
        _ draft: CampaignDraft, by principal: Principal,
        alongside: @escaping @Sendable (Connection, Campaign) throws -> Void = { _, _ in }
    ) async throws -> Campaign {
        let now = now()
        let checked = try await check(draft, by: principal, at: now)
        let (campaign, company) = (checked.campaign, checked.company)
        let plans = plan(draft, campaign, company, at: now)
        let rows = try plans.coupons.map {
            try $0.row(company: company.id, campaign: campaign.id, at: now, data: data)
        }
        let orders = plans.orders
        let digest = data.index.phones(draft.recipients.map(\.phone))
        try await database.write { db in
            // One release of a company after the other: of two at once the second sees the first.
            try Company.lock(db, company.id)
            try Campaign.insert(db, campaign, recipientsDigest: digest)
            try NewCoupon.insert(db, rows)
            try IssueOrder.plan(db, orders, at: now)
            try AccessRecord.add(
                db, actor: principal.actor, action: "campaign.register",
                subject: .init(kind: "campaign", id: campaign.id.ulid, owner: company.id.ulid),
                detail: ["coupons": "\(campaign.total)", "goodsId": campaign.goodsID], at: now)
            try alongside(db, campaign)
            // After the caller's own reasons: a draft that is gone says more.
            if !draft.sendAgain,
                let earlier = try Campaign.twin(db, of: campaign, in: principal.scope, recipientsDigest: digest)
            {
                throw SentMomentsAgo(campaign: earlier)
            }
            Failpoint.registrationBeforeCommit.pass()
        }
        await planned()
        return campaign
    }

    private func check(_ entered: CampaignDraft, by principal: Principal, at now: Date) async throws
        -> (campaign: Campaign, company: Company)
    {
        var problems = FieldProblems()
        guard principal.scope.allows(entered.companyID),
            let company = try await database.read({ db in try Company.find(db, entered.companyID) }),
            company.state == .active
        else { throw FieldProblems("companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.") }

        CampaignTextCheck.controls(entered, into: &problems)
        let isAdvertisement = Campaign.Purpose(rawValue: entered.purpose) == .advertisement
        let read = entered.entered()
        let draft = isAdvertisement ? AdvertisementCheck.complete(read, of: company, into: &problems) : read
        // Asked once more, so that what is bought is still sold, and at this price. COUFUN away: what was stored counts.
        _ = try await shelf.products(of: company, refresh: true)
        let product = try await shelf.product(draft.goodsID, of: company)
        if product == nil { problems.add("goodsId", "상품을 찾을 수 없습니다. 상품 목록을 새로 고친 뒤 다시 골라 주세요.") }
        if product?.sellable == false { problems.add("goodsId", "판매가 끝난 상품입니다. 다른 상품을 골라 주세요.") }
        if let product, let seen = draft.unitPrice, seen != product.price.amount {
            problems.add("goodsId", CampaignPriceCheck.words(seen: Won(seen), now: product.price))
        }
        let purpose = problems.require(
            Campaign.Purpose(rawValue: draft.purpose), "purpose", "정보성 문자인지 광고성 문자인지 골라 주세요.")
        var scheduledAt = Self.schedule(draft.scheduledAt, at: now, &problems)
        if isAdvertisement {
            scheduledAt = AdvertisementCheck.time(
                scheduledAt, consent: draft.nightConsent, at: now, into: &problems)
        }
        let sendingDay = SeoulTime.day(of: scheduledAt ?? now)
        let callback = try await database.read { db -> (number: CallbackNumber?, isHeld: Bool) in
            let number = try CallbackNumber.usable(
                db, draft.callbackNumber, by: company.id, on: SeoulTime.day(of: now))
            let held = try number.map { try Holds.current(db).of(.callbackNumber, $0.id.ulid) } ?? []
            return (number, isHeld: !held.isEmpty)
        }
        if callback.number == nil {
            problems.add("callbackNumber", "등록되지 않았거나 기한이 지난 발신번호입니다. 목록에서 다시 골라 주세요.")
        } else if callback.number?.isUsable(on: sendingDay) == false {
            problems.add(
                "callbackNumber", "예약한 날(\(sendingDay.page))에는 사용 기한이 지나 쓸 수 없는 발신번호입니다. 다른 번호를 고르거나 예약을 앞당겨 주세요.")
        } else if callback.isHeld {
            problems.add("callbackNumber", "통신사가 받지 않아 발송을 멈춘 발신번호입니다. 다른 번호를 고르거나 관리자에게 문의해 주세요.")
        }
        let template = try await template(draft.templateID, company.id)
        if template == nil { problems.add("templateId", "카드 디자인을 찾을 수 없습니다. 다시 골라 주세요.") }
        let total = draft.recipients.map(\.quantity).reduce(0, +)
        checkRecipients(draft, total: total, &problems)
        try await checkOptOuts(draft, &problems)
        CampaignTextCheck.check(draft, productName: product?.name ?? "", into: &problems)
        guard problems.isEmpty, let product, let purpose, let callback = callback.number, let template else {
            throw problems
        }

        let campaign = Campaign(
            id: .new(at: now), companyID: company.id, createdBy: principal.userID,
            eventName: draft.eventName, goodsID: product.goodsID,
            productName: product.name, unitPrice: product.price, purpose: purpose,
            title: draft.title, message: draft.message,
            callbackNumber: callback.number.digits, templateID: template.id, templateVersion: template.version,
            scheduledAt: scheduledAt, state: .released, total: total, createdAt: now)
        return (campaign, company)
    }

    private func template(_ text: String?, _ company: Company.ID) async throws -> CardTemplate? {
        let id = text.flatMap { $0.isEmpty ? nil : CardTemplate.ID($0) }
        guard id != nil || text?.isEmpty != false else { return nil }
        return try await database.read { db in try CardTemplate.choice(db, id, of: company.ulid) }
    }

    static func schedule(_ text: String?, at now: Date, _ problems: inout FieldProblems) -> Date? {
        guard let text else { return nil }
        // Sending now is said by leaving the time out, not by a field that somebody forgot to fill.
        guard let text = text.filled else {
            problems.add("scheduledAt", "예약 시각이 비어 있습니다. 시각을 정하거나, 바로 보내려면 scheduledAt을 빼고 요청해 주세요.")
            return nil
        }
        guard let time = SeoulTime.instant(rfc3339: text) else {
            problems.add("scheduledAt", "없는 날짜이거나 읽을 수 없는 시각입니다. 2026-11-22T10:00:00+09:00처럼 적어 주세요.")
            return nil
        }
        if time < now.addingTimeInterval(-60) {
            problems.add("scheduledAt", "예약 시각이 이미 지났습니다. 지금 이후로 다시 골라 주세요.")
        } else if time > now.addingTimeInterval(TimeInterval(Self.maxScheduleDays) * 86400) {
            problems.add("scheduledAt", "예약은 \(Self.maxScheduleDays)일 안으로만 할 수 있습니다.")
        }
        return time
    }

    private func checkRecipients(_ draft: CampaignDraft, total: Int, _ problems: inout FieldProblems) {
        let people = draft.recipients.count
        if people == 0 {
            problems.add("recipients", "받는 사람이 없습니다. 명단을 넣어 주세요.")
        } else if total > Self.maxCoupons {
            problems.add(
                "recipients",
                "한 번에 쿠폰 \(Self.maxCoupons.grouped)장까지 보낼 수 있습니다. 지금 \(total.grouped)장이니 명단을 나눠 주세요.")
        }
        if let bad = draft.recipients.firstIndex(where: { !(1...10).contains($0.quantity) }) {
            problems.add("recipients[\(bad)].quantity", "\(bad + 1)번째 수신자의 수량은 1장에서 10장까지 넣을 수 있습니다.")
        }
        guard let confirmed = draft.confirmCount else {
            problems.add("confirmCount", "받는 사람 수를 직접 입력해 확인해 주세요.")
            return
        }
        if people > 0, confirmed != people {
            problems.add(
                "confirmCount",
                "입력한 인원(\(confirmed.grouped)명)이 명단(\(people.grouped)명)과 다릅니다. 명단을 확인하고 다시 입력해 주세요.")
        }
    }

    /// A list may have lain since it was read: who has opted out meanwhile is named before a coupon is paid for.
    private func checkOptOuts(_ draft: CampaignDraft, _ problems: inout FieldProblems) async throws {
        let optedOut = try await database.read { [data] db in
            try OptOut.among(db, draft.recipients.map(\.phone), of: draft.companyID, data)
        }
        let rows = draft.recipients.indices.filter { optedOut.contains(draft.recipients[$0].phone) }
        for row in rows.prefix(20) {
            problems.add("recipients[\(row)].phone", "\(row + 1)번째 수신자는 수신거부한 번호입니다. 명단에서 빼 주세요.")
        }
    }

    /// One order a coupon by default; with a larger batch the coupons are cut into orders in their sequence.
    private func plan(_ draft: CampaignDraft, _ campaign: Campaign, _ company: Company, at now: Date)
        -> (orders: [IssuePlan], coupons: [NewCoupon])
    {
        let owners = draft.recipients.flatMap { Array(repeating: $0, count: $0.quantity) }
        let dueAt = campaign.scheduledAt.map { max(now, $0.addingTimeInterval(-Self.leadSeconds)) } ?? now
        var orders: [IssuePlan] = []
        var coupons: [NewCoupon] = []
        for start in stride(from: 0, to: owners.count, by: createBatch) {
            let part = owners[start..<min(start + createBatch, owners.count)]
            let order = IssueOrderID.new(at: now)
            orders.append(
                IssuePlan(
                    id: order, companyID: company.id, campaignID: campaign.id, pocID: company.pocID.text,
                    goodsID: campaign.goodsID, quantity: part.count, unitPrice: campaign.unitPrice, dueAt: dueAt))
            for (index, owner) in zip(part.indices, part) {
                // With one coupon an order both carry the same number, so that COUFUN's TR_ID is the coupon's tr_id.
                let id = part.count == 1 ? Coupon.ID(order.ulid) : Coupon.ID.new(at: now)
                coupons.append(
                    NewCoupon(
                        id: id, issueOrderID: order, position: index + 1, name: owner.name, phone: owner.phone))
            }
        }
        return (orders, coupons)
    }
}
