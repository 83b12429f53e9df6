import Accounts
import Coufun
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Sealing
import Support
import TestKit

@testable import Issuing

/// Where orders are kept while a schedule runs: the real tables, or a model of them that is fast enough for thousands.
protocol IssueLedger {
    func plan(_ quantities: [Int], at now: Date) async throws -> [IssueOrderID]
    func claim(_ worker: WorkerIdentity, limit: Int, at now: Date) async throws -> [IssueOrder]
    func record(_ ended: EndedCall, by worker: WorkerIdentity, at now: Date) async throws
    /// The process is gone; what it had claimed is settled.
    func rescue(after worker: WorkerIdentity, at now: Date) async throws
    func states() async throws -> [IssueOrderID: IssueOrder.State]
    func barcodes() async throws -> [IssueOrderID: [String]]
}

/// The rules of `IssueOrder+Queries` and `IssueRecorder` in memory: who may settle what.
final class ModelLedger: IssueLedger {
    private struct Entry {
        var order: IssueOrder
        var owner: WorkerIdentity?
        var barcodes: [String] = []
    }
    private var entries: [IssueOrderID: Entry] = [:]
    private var sequence: [IssueOrderID] = []
    private let policy: IssuePolicy

    init(_ policy: IssuePolicy) { self.policy = policy }

    func plan(_ quantities: [Int], at now: Date) -> [IssueOrderID] {
        for (id, quantity) in zip(quantities.map { _ in IssueOrderID.new(at: now) }.sorted(), quantities) {
            let order = IssueOrder(
                id: id, companyID: .new(), campaignID: .new(), pocID: "P", goodsID: "1", quantity: quantity,
                unitPrice: Won(1000), state: .planned, everAmbiguous: false, attempts: 0, fence: 0, note: nil)
            entries[order.id] = Entry(order: order)
            sequence.append(order.id)
        }
        return sequence
    }

    func claim(_ worker: WorkerIdentity, limit: Int, at now: Date) -> [IssueOrder] {
        let due = sequence.filter { [.planned, .ambiguous].contains(entries[$0]?.order.state) }
        return due.prefix(limit).compactMap { id in
            guard let order = entries[id]?.order else { return nil }
            let claimed = order.with(.calling, attempts: order.attempts + 1, fence: order.fence + 1)
            entries[id]?.order = claimed
            entries[id]?.owner = worker
            return claimed
        }
    }

    func record(_ ended: EndedCall, by worker: WorkerIdentity, at now: Date) {
        guard let entry = entries[ended.order.id] else { return }
        let decision = IssueDecision.after(ended.order, ended.reply.outcome, policy: policy, jitter: 0)
        let holds = entry.owner == worker && entry.order.fence == ended.order.fence && entry.order.state == .calling
        if holds {
            let attempts = decision.countsAsAttempt ? ended.order.attempts : ended.order.attempts - 1
            entries[ended.order.id]?.order = entry.order.with(
                decision.state, ambiguous: decision.everAmbiguous, attempts: attempts)
            entries[ended.order.id]?.owner = nil
        } else if decision.state == .issued, [.calling, .ambiguous, .unconfirmed].contains(entry.order.state) {
            entries[ended.order.id]?.order = entry.order.with(.issued, fence: entry.order.fence + 1)
            entries[ended.order.id]?.owner = nil
        } else {
            return
        }
        if decision.state == .issued, entry.barcodes.isEmpty {
            entries[ended.order.id]?.barcodes = ended.created?.barcodes ?? []
        }
    }

    func rescue(after worker: WorkerIdentity, at now: Date) {
        for (id, entry) in entries where entry.owner == worker && entry.order.state == .calling {
            let decision = IssueDecision.after(entry.order, nil, policy: policy, jitter: 0)
            entries[id]?.order = entry.order.with(
                decision.state, ambiguous: decision.everAmbiguous, fence: entry.order.fence + 1)
            entries[id]?.owner = nil
        }
    }

    func states() -> [IssueOrderID: IssueOrder.State] { entries.mapValues(\.order.state) }

    func barcodes() -> [IssueOrderID: [String]] { entries.mapValues(\.barcodes) }
}

/// The real tables, through the code that runs in production.
final class SQLLedger: IssueLedger {
    private let database: Database
    private let data: PersonalData
    private let policy: IssuePolicy
    private let campaign = CampaignID.new()

    init(_ database: Database, _ data: PersonalData, _ policy: IssuePolicy) {
        (self.database, self.data, self.policy) = (database, data, policy)
    }

    func plan(_ quantities: [Int], at now: Date) async throws -> [IssueOrderID] {
        let (company, campaign, data) = (Company.ID.new(), campaign, data)
        let ids = quantities.map { _ in IssueOrderID.new(at: now) }.sorted()
        let plans = zip(ids, quantities).map { id, quantity in
            IssuePlan(
                id: id, companyID: company, campaignID: campaign, pocID: "P", goodsID: "1",
                quantity: quantity, unitPrice: Won(1000), dueAt: now)
        }
        let coupons = try plans.flatMap { plan in (0..<plan.quantity).map { _ in plan.id } }.enumerated().map {
            let coupon = NewCoupon(
                id: .new(at: now), issueOrderID: $1, position: $0 + 1, name: "홍길동",
                phone: try PhoneNumber("01090000001"))
            return try coupon.row(company: company, campaign: campaign, at: now, data: data)
        }
        try await database.write { db in
            try addCampaign(db, campaign.ulid, of: company.ulid)
            try NewCoupon.insert(db, coupons)
            try IssueOrder.plan(db, plans, at: now)
        }
        return plans.map(\.id)
    }

    func claim(_ worker: WorkerIdentity, limit: Int, at now: Date) async throws -> [IssueOrder] {
        try await database.write { db in
            try WorkerPresence.beat(db, worker)
            return try IssueCall.begin(db, worker: worker, limit: limit, oneCouponEach: false, at: now).map(\.order)
        }
    }

    func record(_ ended: EndedCall, by worker: WorkerIdentity, at now: Date) async throws {
        let recorder = IssueRecorder(
            database: database, data: data, policy: policy, worker: worker,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await recorder.record(ended, at: now)
    }

    func rescue(after worker: WorkerIdentity, at now: Date) async throws {
        try await database.write { db in try WorkerPresence.leave(db, worker) }
        let rescue = IssueRescueStep(
            database: database, policy: policy, longestCallSeconds: 600,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { now })
        while try await rescue.runOnce() > 0 {}
    }

    func states() async throws -> [IssueOrderID: IssueOrder.State] {
        let campaign = campaign
        return try await database.read { db in
            try db.rows("SELECT id, state FROM issue_order WHERE campaign_id = \(campaign)").reduce(into: [:]) {
                $0[try $1.value("id")] = try $1.value("state")
            }
        }
    }

    func barcodes() async throws -> [IssueOrderID: [String]] {
        let (campaign, data) = (campaign, data)
        return try await database.read { db in
            try Coupon.page(db, of: campaign, CouponFilter(), in: .all, offset: 0, limit: 1000).coupons.reduce(into: [:]
            ) {
                if let barcode = try $1.secrets(data).barcode { $0[$1.issueOrderID, default: []].append(barcode) }
            }
        }
    }
}

extension IssueOrder {
    fileprivate func with(_ state: State, ambiguous: Bool? = nil, attempts: Int? = nil, fence: Int? = nil) -> IssueOrder
    {
        IssueOrder(
            id: id, companyID: companyID, campaignID: campaignID, pocID: pocID, goodsID: goodsID, quantity: quantity,
            unitPrice: unitPrice, state: state, everAmbiguous: ambiguous ?? everAmbiguous,
            attempts: attempts ?? self.attempts, fence: fence ?? self.fence, note: note)
    }
}
