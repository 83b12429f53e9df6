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
        try await database.read { db in
            let (orders, total, amount) = try IssueOrder.awaiting(db, state, offset: offset, limit: limit)
            return IssueOrderPage(items: try Self.facts(db, orders), total: total, amount: amount)
        }
    }

    /// Every TR_ID that COUFUN has to be asked about.
    package func openTransactions() async throws -> [IssueOrderFacts] {
        try await database.read { db in
            let (orders, _, _) = try IssueOrder.awaiting(db, .unconfirmed, offset: 0, limit: 10_000)
            return try Self.facts(db, orders)
        }
    }

    /// Settles an order by evidence: the barcodes COUFUN says it issued, each confirmed by a status call, or none.
    ///
    /// `alongside` runs in the same transaction: the caller's Idempotency-Key. May run more than once.
    /// - Throws: `SupplierProblem`; then nothing has changed.
    package func resolve(
        _ id: IssueOrderID, _ resolution: IssueResolution, by actor: Actor, user: User.ID,
        alongside: @escaping @Sendable (Connection) throws -> Void = { _ in }
    ) async throws {
        let found = try await database.read { db in try IssueOrder.find(db, id) }
        guard let order = found else { throw SupplierProblem.notFound }
        guard order.state == .unconfirmed else { throw Self.settled }
        var evidence: [String: BarcodeEvidence] = [:]
        if case .issued(let barcodes, _) = resolution.outcome { evidence = try await confirm(barcodes, of: order) }
        let confirmed = evidence
        let (data, now) = (data, Date())
        do throws(any Error) {
            try await database.write { db in
                guard let order = try IssueOrder.lockUnconfirmed(db, id) else { throw Self.settled }
                switch resolution.outcome {
                case .issued(let barcodes, let orderID):
                    let coupons = try Coupon.ids(db, of: [id])
                    let issued = zip(coupons, barcodes).map { coupon, barcode in
                        IssuedCoupon(
                            id: coupon.coupon, barcode: barcode, supplierOrderID: orderID ?? "", validUntil: nil)
                    }
                    try Coupon.issue(db, issued, at: now, data: data)
                    for (coupon, barcode) in zip(coupons, barcodes) {
                        try confirmed[barcode]?.keep(db, on: coupon.coupon, at: now)
                    }
                    try order.resolve(db, to: .issued, evidence: resolution.evidence, by: user, at: now)
                case .notIssued:
                    try order.resolve(db, to: .failed, evidence: resolution.evidence, by: user, at: now)
                    try Coupon.setIssue(
                        db, of: [id], to: .failed, note: "공급사에 확인한 결과 발급되지 않았습니다.", at: now)
                }
                try AccessRecord.add(
                    db, actor: actor, action: "issue-order.resolve",
                    subject: .init(kind: "issue-order", id: id.ulid, owner: order.companyID.ulid),
                    detail: ["outcome": resolution.outcome.word, "amount": "\(order.amount.amount)"], at: now)
                try Self.closeAlert(db, of: order.campaignID, by: user)
                try alongside(db)
            }
        } catch MariaDBError.duplicateKey {
            throw SupplierProblem.evidence(field: "barcodes", message: "이미 다른 쿠폰에 등록된 번호입니다. 번호를 다시 확인해 주세요.")
        }
    }

    /// Plans the failed coupons of a campaign anew.
    ///
    /// `alongside`: as with ``resolve(_:_:by:user:alongside:)``.
    /// - Returns: how many coupons; 0 when none had failed.
    package func retryFailed(
        of campaign: CampaignID, by actor: Actor,
        alongside: @escaping @Sendable (Connection, Int) throws -> Void = { _, _ in }
    ) async throws -> Int {
        let now = Date()
        let count = try await database.write { db -> Int? in
            guard let found = try Campaign.find(db, campaign, in: .all) else { return nil }
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
        guard let count else { throw SupplierProblem.notFound }
        if count > 0 { await planned() }
        return count
    }

    private static let settled = SupplierProblem.notAllowed("이미 처리된 주문입니다. 목록을 새로고침해 주세요.")

    /// COUFUN has to know each barcode for these goods, and it must not be cancelled.
    ///
    /// - Returns: what COUFUN said, by barcode.
    private func confirm(_ barcodes: [String], of order: IssueOrder) async throws -> [String: BarcodeEvidence] {
        guard barcodes.count == order.quantity, Set(barcodes).count == barcodes.count else {
            throw SupplierProblem.evidence(
                field: "barcodes", message: "쿠폰 번호를 \(order.quantity)개 입력해 주세요. 같은 번호는 한 번만 쓸 수 있습니다.")
        }
        // Side by side: ten barcodes keep the person waiting no longer than one.
        return try await withThrowingTaskGroup(of: (String, BarcodeEvidence).self) { group in
            for barcode in barcodes { group.addTask { (barcode, try await confirm(barcode, of: order)) } }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
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

    private static func closeAlert(_ db: Connection, of campaign: CampaignID, by user: User.ID) throws {
        guard try IssueOrder.unconfirmed(db, of: campaign) == 0 else { return }
        try Alert.close(db, .unconfirmed, about: campaign.description, by: user.ulid)
    }

    private static func facts(_ db: Connection, _ orders: [IssueOrder]) throws -> [IssueOrderFacts] {
        let calls = try SupplierCall.records(db, of: orders.map(\.id))
        let campaigns = try Campaign.all(db, ids: Array(Set(orders.map(\.campaignID))), in: .all)
        let companies = try Set(orders.map(\.companyID)).compactMap { try Company.find(db, $0) }
        let names = Dictionary(uniqueKeysWithValues: companies.map { ($0.id, $0.name) })
        let byID = Dictionary(uniqueKeysWithValues: campaigns.map { ($0.id, $0) })
        return orders.compactMap { order in
            byID[order.campaignID].map {
                IssueOrderFacts(
                    order: order, campaign: $0, companyName: names[order.companyID] ?? "", calls: calls[order.id] ?? [])
            }
        }
    }
}
