import Accounts
import Audit
import Coufun
import Coupons
import Foundation
import Issuing
import MariaDB
import Redemption
import Sealing
import Support

/// Asks COUFUN what a coupon is at this moment, and keeps the answer on the coupon.
///
/// It asks under the POC_ID and GOODS_ID that the coupon was issued under: COUFUN knows it by no others.
package struct LiveStatus: Sendable {
    /// How long a page waits for COUFUN.
    package static let patience: Duration = .seconds(5)

    let database: Database
    let data: PersonalData
    let authority: any CouponAuthority

    package init(database: Database, data: PersonalData, authority: any CouponAuthority) {
        (self.database, self.data, self.authority) = (database, data, authority)
    }

    /// - Throws: `SupplierProblem`. An answer that comes after the patience is over is kept all the same.
    @discardableResult
    package func check(_ id: Coupon.ID, in scope: TenantScope, by actor: Actor) async throws -> CheckedStatus {
        let subject = try await subject(id, in: scope)
        guard let barcode = try subject.barcode(data) else {
            throw SupplierProblem.notAllowed("아직 발급되지 않은 쿠폰이라 공급사에 물어볼 수 없습니다.")
        }
        return try await inTime { try await askAndKeep(subject, barcode, actor) }
    }

    private func askAndKeep(_ subject: SupplierSubject, _ barcode: String, _ actor: Actor) async throws -> CheckedStatus
    {
        let (coupon, data) = (subject.coupon, data)
        let (askedAt, call, reply) = try await call(subject.order, coupon: coupon.id, barcode: barcode)
        let change = try await database.write { db -> UseRecord.Change? in
            let now = Date()
            try call.end(db, reply, data, at: now)
            guard case .done(let status) = reply.outcome else { return nil }
            try AccessRecord.add(
                db, actor: actor, action: "coupon.status",
                subject: .init(kind: "coupon", id: coupon.id.ulid, owner: coupon.companyID.ulid),
                detail: ["status": String(status.status.prefix(10))], at: now)
            return try UseRecord.keep(
                db, SupplierAnswer(status, askedAt: askedAt), validUntil: status.validUntil, of: coupon.id, at: now)
        }
        let status = try Self.status(reply)
        let known = try await database.read { db in try Coupon.find(db, coupon.id, in: .all) }
        return CheckedStatus(
            status: status, askedAt: askedAt, redemption: known?.redemption ?? coupon.redemption,
            change: change)
    }

    /// COUFUN's answer about a barcode that is given as evidence for an order, within the time that a person waits.
    func ask(_ order: IssueOrder, barcode: String) async throws -> BarcodeEvidence {
        try await inTime { [database, data] in
            let (askedAt, call, reply) = try await call(order, coupon: nil, barcode: barcode)
            try await database.write { db in try call.end(db, reply, data, at: Date()) }
            let status = try Self.status(reply)
            return BarcodeEvidence(
                answer: SupplierAnswer(status, askedAt: askedAt), validUntil: status.validUntil)
        }
    }

    /// The question's time is taken before it is asked: what we are told meanwhile is newer than the answer.
    private func call(_ order: IssueOrder, coupon: Coupon.ID?, barcode: String) async throws -> (
        askedAt: Date, call: CouponCall, reply: CoufunReply<CoufunCouponStatus>
    ) {
        let askedAt = Date()
        let call = try await database.write { db in
            try CouponCall.begin(db, .status, of: order, coupon: coupon, at: askedAt)
        }
        return (
            askedAt, call, await authority.status(pocID: order.pocID, goodsID: order.goodsID, barcode: barcode)
        )
    }

    /// When the time is up the work goes on, so that what COUFUN says is on record.
    private func inTime<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        guard let value = try await Task(operation: work).value(within: Self.patience) else { throw Self.late }
        return value
    }

    private static let late = SupplierProblem.noAnswer("공급사 응답이 늦어지고 있습니다. 쿠폰 상태는 바뀌지 않았습니다. 잠시 뒤 다시 확인해 주세요.")

    private static func status(_ reply: CoufunReply<CoufunCouponStatus>) throws(SupplierProblem) -> CoufunCouponStatus {
        switch reply.outcome {
        case .done(let status): return status
        case .refused(let refusal): throw SupplierProblem.refused(code: refusal.code, message: refusal.message)
        case .notSent, .unknown: throw late
        }
    }

    func subject(_ id: Coupon.ID, in scope: TenantScope) async throws -> SupplierSubject {
        let found = try await database.read { db in try SupplierSubject.find(db, id, in: scope) }
        guard let found else { throw SupplierProblem.notFound }
        return found
    }
}

/// What COUFUN answered, and what the coupon is by everything that is known.
package struct CheckedStatus: Sendable, Equatable {
    package let status: CoufunCouponStatus
    package let askedAt: Date
    package let redemption: RedemptionState
    /// nil: something newer was known already.
    let change: UseRecord.Change?

    /// Whether COUFUN's STATUS means something to us.
    package var isExplained: Bool { CouponUse.state(SupplierAnswer(status, askedAt: askedAt)) != nil }
}

extension SupplierAnswer {
    init(_ status: CoufunCouponStatus, askedAt: Date) {
        self.init(
            askedAt: askedAt, status: status.status,
            kind: status.couponType.flatMap { Kind(rawValue: $0.uppercased()) }, remaining: status.remaining,
            total: status.total, exchangedAt: status.exchangedAt.flatMap(ExchangeNotice.date))
    }
}
