import Accounts
import Audit
import Campaigns
import Coufun
import Coupons
import Foundation
import Issuing
import MariaDB
import Redemption
import Safeguards
import Sealing
import Support

/// 확인 필요: orders that stopped at a person. They are settled by what COUFUN says, never by a guess.
package struct IssueOrderDesk: Sendable {
    let database: Database
    let data: PersonalData
    let live: LiveStatus
    /// Tells the workers that orders were planned.
    let planned: @Sendable () async -> Void

    package init(
        database: Database, data: PersonalData, authority: any CouponAuthority,
        planned: @escaping @Sendable () async -> Void
    ) {
        (self.database, self.data, self.planned) = (database, data, planned)
        live = LiveStatus(database: database, data: data, authority: authority)
    }

    /// One page of orders in `state` (failed or unconfirmed), the oldest first.
    package func page(_ state: IssueOrder.State, offset: Int, limit: Int) async throws -> IssueOrderPage {
        try await database.read { [data] db in
            let (orders, total, amount) = try IssueOrder.awaiting(db, state, offset: offset, limit: limit)
            return IssueOrderPage(items: try Self.facts(db, orders, data), total: total, amount: amount)
        }
    }

    /// Every TR_ID that COUFUN has to be asked about.
    package func openTransactions() async throws -> [IssueOrderFacts] {
        try await database.read { [data] db in
            let (orders, _, _) = try IssueOrder.awaiting(db, .unconfirmed, offset: 0, limit: 10_000)
            return try Self.facts(db, orders, data)
        }
    }

    /// Settles an order by evidence: the barcodes COUFUN says it issued, each confirmed by a status call, or none.
    ///
    /// Without barcodes those of COUFUN's own answer count, when one is on record.
    /// `alongside` runs in the same transaction: the caller's Idempotency-Key. May run more than once.
    /// - Throws: `SupplierProblem`; then nothing has changed.
    package func resolve(
        _ id: IssueOrderID, _ resolution: IssueResolution, by actor: Actor, user: User.ID,
        alongside: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) async throws {
        let found = try await database.read { [data] db -> (IssueOrder, [CreatedCoupons], [String])? in
            guard let order = try IssueOrder.find(db, id) else { return nil }
            let answers = try SupplierCall.answers(db, of: [id], data)[id, default: []]
            return (
                order, answers, try Coupon.unowned(db, among: answers.flatMap(\.barcodes), index: data.index)
            )
        }
        guard let (order, answers, unowned) = found else { throw SupplierProblem.notFound }
        guard order.state == .unconfirmed else { throw Self.settled }
        let confirmed: Confirmed? =
            switch resolution.outcome {
            case .issued(let barcodes, let orderID):
                try await confirmed(barcodes, orderID, of: order, answers)
            case .notIssued: nil
            }
        if confirmed == nil { try await mustBeVoid(unowned, of: order) }
        let (data, now) = (data, Date())
        do throws(any Error) {
            try await database.write { db in
                guard let order = try IssueOrder.lockUnconfirmed(db, id) else { throw Self.settled }
                // COUFUN was asked without the lock: what it answered meanwhile nobody has looked at.
                guard try SupplierCall.answers(db, of: [id], data)[id, default: []] == answers else {
                    throw Self.overtaken
                }
                if let confirmed {
                    try confirmed.handOut(db, to: id, at: now, data: data)
                    try order.resolve(db, to: .issued, evidence: resolution.evidence, by: user, at: now)
                    try SurplusBarcodes.tell(db, of: order, at: now, data: data)
                } else {
                    try order.resolve(db, to: .failed, evidence: resolution.evidence, by: user, at: now)
                    try Coupon.setIssue(
                        db, of: [id], to: .failed, note: "공급사에 확인한 결과 발급되지 않았습니다.", at: now)
                }
                try AccessRecord.add(
                    db, actor: actor, action: "issue-order.resolve",
                    subject: .init(kind: "issue-order", id: id.ulid, owner: order.companyID.ulid),
                    detail: ["outcome": resolution.outcome.word, "amount": "\(order.amount.amount)"], at: now)
                try UnconfirmedAlert.closeIfSettled(db, of: order, by: user, at: now)
                try alongside(db)
            }
        } catch MariaDBError.duplicateKey {
            throw SupplierProblem.evidence(field: "barcodes", message: "이미 다른 쿠폰에 등록된 번호입니다. 번호를 다시 확인해 주세요.")
        } catch is BarcodeWithoutCoupon {
            throw SupplierProblem.notAllowed(
                "이 주문의 쿠폰은 취소되었거나 다른 거래번호로 다시 발급해서 번호를 등록할 수 없습니다. 공급사에서 이 번호를 취소한 뒤 '발급 안 됨'으로 처리해 주세요.")
        }
    }

    /// Plans the failed coupons of a campaign anew. Never those of a stopped one: what it would buy could not be sent.
    ///
    /// `alongside`: as with ``resolve(_:_:by:user:alongside:)``.
    /// - Throws: `SupplierProblem`; then nothing was planned.
    /// - Returns: how many coupons; 0 when none had failed.
    package func retryFailed(
        of campaign: CampaignID, by actor: Actor,
        alongside: @escaping @Sendable (Connection, Int) throws -> Void = { _, _ in }
    ) async throws -> Int {
        let now = Date()
        let count = try await database.write { db in
            let gate = try CampaignGate.enter(db, [campaign.ulid])
            guard let found = try Campaign.find(db, campaign, in: .all) else { throw SupplierProblem.notFound }
            guard gate.isOpen(campaign.ulid) else {
                throw SupplierProblem.notAllowed("중지한 발송이라 다시 발급할 수 없습니다. 필요하면 복제해서 새로 보내 주세요.")
            }
            let count = try IssueOrder.replaceFailed(db, of: campaign, at: now)
            if count > 0 {
                try AccessRecord.add(
                    db, actor: actor, action: "campaign.reissue",
                    subject: .init(kind: "campaign", id: campaign.ulid, owner: found.companyID.ulid),
                    detail: ["coupons": "\(count)", "amount": "\((found.unitPrice * count).amount)"], at: now)
            }
            try alongside(db, count)
            return count
        }
        if count > 0 { await planned() }
        return count
    }

    private static let settled = SupplierProblem.notAllowed("이미 처리된 주문입니다. 목록을 새로고침해 주세요.")
    private static let overtaken = SupplierProblem.notAllowed(
        "확인하는 사이에 공급사 응답이 더 왔습니다. 목록을 새로고침해 응답을 다시 확인한 뒤 처리해 주세요.")

    /// COUFUN has to know each barcode for these goods, and it must not be cancelled. What it says of each is kept.
    private func confirmed(
        _ entered: [String], _ orderID: String?, of order: IssueOrder, _ answers: [CreatedCoupons]
    ) async throws -> Confirmed {
        let barcodes = entered.isEmpty && answers.count == 1 ? answers[0].barcodes : entered
        guard barcodes.count == order.quantity, Set(barcodes).count == barcodes.count else {
            throw SupplierProblem.evidence(
                field: "barcodes", message: "쿠폰 번호를 \(order.quantity)개 입력해 주세요. 같은 번호는 한 번만 쓸 수 있습니다.")
        }
        // Side by side: ten barcodes keep the person waiting no longer than one.
        let told = try await withThrowingTaskGroup(of: (String, BarcodeEvidence).self) { group in
            for barcode in barcodes { group.addTask { (barcode, try await confirm(barcode, of: order)) } }
            return try await group.reduce(into: [String: BarcodeEvidence]()) { $0[$1.0] = $1.1 }
        }
        let issued = IssuedBarcodes(
            order: order.id, supplierOrderID: orderID ?? Self.answer(with: barcodes, answers)?.orderID ?? "",
            barcodes: barcodes.map { barcode in
                .init(
                    barcode: barcode,
                    validUntil: told[barcode]?.validUntil ?? Self.answer(with: [barcode], answers)?.validUntil)
            })
        return Confirmed(issued: issued, evidence: barcodes.map { told[$0] })
    }

    /// Barcodes with what COUFUN said of each, in their sequence.
    private struct Confirmed: Sendable {
        let issued: IssuedBarcodes
        let evidence: [BarcodeEvidence?]

        func handOut(_ db: Connection, to order: IssueOrderID, at now: Date, data: PersonalData) throws {
            try IssuedBarcodes.handOut(db, [issued], at: now, data: data)
            for (coupon, evidence) in zip(try Coupon.ids(db, of: [order]), evidence) {
                try evidence?.keep(db, on: coupon.coupon, at: now)
            }
        }
    }

    /// Barcodes of COUFUN's own answers are worth money until COUFUN says that they are cancelled, or knows them no more.
    /// Not asked of those that another order's coupon has: they are to live on.
    private func mustBeVoid(_ barcodes: [String], of order: IssueOrder) async throws {
        for barcode in barcodes {
            do {
                let evidence = try await live.ask(order, barcode: barcode)
                guard CouponUse.state(evidence.answer) == .cancelled else {
                    throw SupplierProblem.evidence(
                        field: "outcome",
                        message: "공급사가 발급했다고 답한 쿠폰이 취소되지 않고 남아 있습니다: \(Masked.barcode(barcode)). "
                            + "'발급됨'으로 처리하거나, 공급사에서 취소한 뒤 다시 저장해 주세요.")
                }
            } catch SupplierProblem.refused(code: "16", _) {
                continue
            }
        }
    }

    private static func answer(with barcodes: [String], _ answers: [CreatedCoupons]) -> CreatedCoupons? {
        answers.first { Set(barcodes).isSubset(of: $0.barcodes) }
    }

    private func confirm(_ barcode: String, of order: IssueOrder) async throws -> BarcodeEvidence {
        do {
            let evidence = try await live.ask(order, barcode: barcode)
            guard CouponUse.state(evidence.answer) != .cancelled else {
                throw SupplierProblem.evidence(
                    field: "barcodes", message: "공급사에서 이미 취소된 번호입니다: \(Masked.barcode(barcode))")
            }
            return evidence
        } catch SupplierProblem.refused(_, let message) {
            throw SupplierProblem.evidence(
                field: "barcodes", message: "공급사가 이 상품의 쿠폰으로 확인해 주지 않았습니다: \(Masked.barcode(barcode)) (\(message))")
        }
    }

    private static func facts(_ db: Connection, _ orders: [IssueOrder], _ data: PersonalData) throws
        -> [IssueOrderFacts]
    {
        let calls = try SupplierCall.records(db, of: orders.map(\.id))
        let answers = try SupplierCall.answers(db, of: orders.map(\.id), data)
        let unowned = Set(
            try Coupon.unowned(db, among: answers.values.joined().flatMap(\.barcodes), index: data.index))
        let campaigns = try Campaign.all(db, ids: Array(Set(orders.map(\.campaignID))), in: .all)
        let companies = try Set(orders.map(\.companyID)).compactMap { try Company.find(db, $0) }
        let names = Dictionary(uniqueKeysWithValues: companies.map { ($0.id, $0.name) })
        let byID = Dictionary(uniqueKeysWithValues: campaigns.map { ($0.id, $0) })
        return orders.compactMap { order in
            byID[order.campaignID].map { campaign in
                let told = answers[order.id, default: []].map(\.barcodes)
                let own = told.map { $0.filter(unowned.contains) }
                return IssueOrderFacts(
                    order: order, campaign: campaign, companyName: names[order.companyID] ?? "",
                    calls: calls[order.id] ?? [],
                    maskedAnswers: own.filter { !$0.isEmpty }.map { $0.map(Masked.barcode) },
                    namesOthers: own != told)
            }
        }
    }
}
