import Coufun
import Coupons
import Foundation
import MariaDB
import Safeguards
import Sealing
import Support

/// COUFUN's word that it issued, when nobody waited for it any more: the order may have been asked for again, left to a
/// person or settled meanwhile.
///
/// The reply itself stays, sealed, with its call, whatever follows from it.
struct LateEvidence: Sendable {
    let order: IssueOrderID
    let created: CreatedCoupons
    /// What would follow, had it come in time.
    let decision: IssueDecision
    let data: PersonalData

    /// - Returns: what became of the order by it; nil when nothing did.
    func keep(_ db: Connection, at now: Date) throws -> IssueOrder.State? {
        guard let order = try IssueOrder.lockForEvidence(db, order) else { return nil }
        switch order.state {
        case .issued: return try compare(db, order, at: now)
        case .failed: return try reopen(db, order, at: now)
        case .planned, .calling, .ambiguous, .unconfirmed:
            guard decision.state == .issued else {
                return try leaveToPerson(db, order, decision.note ?? UnconfirmedAlert.unknown, at: now)
            }
            try IssueOrder.markIssued(db, order.id, at: now)
            try IssuedBarcodes.handOut(db, [IssuedBarcodes(order.id, created)], at: now, data: data)
            try SurplusBarcodes.tell(db, of: order, besides: created, at: now, data: data)
            try UnconfirmedAlert.closeIfSettled(db, of: order, by: nil, at: now)
            return .issued
        }
    }

    /// The same barcodes were only told twice, and may tell what was not known. Others are coupons that nobody has.
    private func compare(_ db: Connection, _ order: IssueOrder, at now: Date) throws -> IssueOrder.State? {
        let coupons = try Coupon.all(db, of: order.id)
        let known = Set(try coupons.compactMap { try $0.secrets(data).barcode })
        guard known != Set(created.barcodes) else {
            try Coupon.complete(
                db, coupons.map(\.id), supplierOrderID: created.orderID, validUntil: created.validUntil, at: now)
            return .issued
        }
        try SurplusBarcodes.tell(db, of: order, besides: created, at: now, data: data)
        return nil
    }

    /// Somebody was told, or found, that nothing was issued: that was not so.
    private func reopen(_ db: Connection, _ order: IssueOrder, at now: Date) throws -> IssueOrder.State? {
        let then =
            try Coupon.ids(db, of: [order.id]).isEmpty
            ? "이미 새 거래번호로 다시 발급했으니, 남는 쿠폰을 공급사에서 취소한 뒤 '발급 안 됨'으로 처리해 주세요."
            : "공급사에 다시 확인해 주세요."
        return try leaveToPerson(
            db, order, "발급되지 않은 것으로 처리한 뒤에 공급사의 발급 응답이 왔습니다. \(then)", at: now)
    }

    private func leaveToPerson(_ db: Connection, _ order: IssueOrder, _ note: String, at now: Date) throws
        -> IssueOrder.State?
    {
        try IssueOrder.markUnconfirmed(db, order.id, note: note, at: now)
        try UnconfirmedAlert.raise(db, of: order, "\(note) '확인 필요' 화면에서 처리할 수 있습니다.", at: now)
        return .unconfirmed
    }
}
