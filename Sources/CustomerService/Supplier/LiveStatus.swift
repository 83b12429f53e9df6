import Accounts
import Audit
import Campaigns
import Coufun
import Coupons
import Foundation
import MariaDB
import Redemption
import Sealing
import Support

/// Asks COUFUN what a coupon is at this moment, and keeps the answer on the coupon.
package struct LiveStatus: Sendable {
    /// How long a page waits for COUFUN.
    package static let patience: Duration = .seconds(5)

    let database: Database
    let data: PersonalData
    let authority: any CouponAuthority

    package init(database: Database, data: PersonalData, authority: any CouponAuthority) {
        (self.database, self.data, self.authority) = (database, data, authority)
    }

    /// - Throws: `SupplierProblem`; then nothing has changed.
    /// - Returns: what COUFUN says.
    @discardableResult
    package func check(_ id: Coupon.ID, in scope: TenantScope, by actor: Actor) async throws -> CoufunCouponStatus {
        let (coupon, campaign, company) = try await subject(id, in: scope)
        guard let barcode = try coupon.secrets(data).barcode else {
            throw SupplierProblem.notAllowed("아직 발급되지 않은 쿠폰이라 공급사에 물어볼 수 없습니다.")
        }
        let status = try await ask(pocID: company.pocID.text, goodsID: campaign.goodsID, barcode: barcode)
        let now = Date()
        try await database.write { db in
            guard let coupon = try Coupon.lock(db, id) else { return }
            try coupon.recordStatus(
                db, status.status, state: Self.state(status),
                balance: status.couponType?.uppercased() == "AMOUNT" ? status.remaining : nil,
                usedAt: status.exchangedAt.flatMap(ExchangeNotice.date), at: now)
            try AccessRecord.add(
                db, actor: actor, action: "coupon.status",
                subject: .init(kind: "coupon", id: id.ulid, owner: coupon.companyID.ulid),
                detail: ["status": String(status.status.prefix(10))], at: now)
        }
        return status
    }

    /// COUFUN's answer about a barcode, within the time that a person waits.
    func ask(pocID: String, goodsID: String, barcode: String) async throws -> CoufunCouponStatus {
        let asking = Task<_, any Error> {
            await authority.status(pocID: pocID, goodsID: goodsID, barcode: barcode).outcome
        }
        switch try await asking.value(within: Self.patience) {
        case .done(let status): return status
        case .refused(let refusal): throw SupplierProblem.refused(code: refusal.code, message: refusal.message)
        case .notSent, .unknown, nil:
            throw SupplierProblem.noAnswer("공급사 응답이 늦어지고 있습니다. 쿠폰 상태는 바뀌지 않았습니다. 잠시 뒤 다시 확인해 주세요.")
        }
    }

    func subject(_ id: Coupon.ID, in scope: TenantScope) async throws -> (Coupon, Campaign, Company) {
        let found = try await database.read { db -> (Coupon, Campaign, Company)? in
            guard let coupon = try Coupon.find(db, id, in: scope),
                let campaign = try Campaign.find(db, coupon.campaignID, in: scope),
                let company = try Company.find(db, coupon.companyID)
            else { return nil }
            return (coupon, campaign, company)
        }
        guard let found else { throw SupplierProblem.notFound }
        return found
    }

    /// A coupon of an amount that is used in part stays `000` with less left than it was worth.
    package static func state(_ status: CoufunCouponStatus) -> RedemptionState? {
        if status.status == "000", let left = status.remaining, let total = status.total, left < total {
            return left == Won(0) ? .used : .partlyUsed
        }
        return CouponUse.state(
            status: status.status, balance: status.couponType?.uppercased() == "AMOUNT" ? status.remaining?.amount : 0)
    }
}
