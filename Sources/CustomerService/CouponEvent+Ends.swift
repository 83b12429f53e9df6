import Coupons
import Foundation
import Issuing
import Redemption
import Support

/// What became of a coupon after it was sent: every exchange, and its cancellation with each call to COUFUN.
extension CouponEvent {
    static func uses(of coupon: Coupon, _ exchanges: [ToldExchange]) -> [CouponEvent] {
        var events = exchanges.map { CouponEvent($0) }
        // Known from a question of ours only.
        if let usedAt = coupon.use.usedAt, !exchanges.contains(where: { $0.exchangedAt == usedAt }) {
            events.append(CouponEvent(kind: .used, at: usedAt, detail: "공급사에 확인한 사용", actor: nil))
        }
        return events
    }

    /// `isApplied`: it has a coupon, so that it is worth saying when it does not count.
    package init(_ exchange: ToldExchange, isApplied: Bool = true) {
        let trouble: String? =
            if !isApplied {
                nil
            } else if exchange.isConfirmed == false {
                "공급사에 확인한 상태와 다른 알림"
            } else if !exchange.counts {
                "앞뒤가 맞지 않아 반영하지 않은 알림"
            } else {
                nil
            }
        let status = Kind(exchange: exchange.status) == .useUnknown ? "공급사 상태 \(exchange.status)" : nil
        let parts = [
            status, exchange.branch, exchange.price.map(\.text), exchange.balance.map { "잔액 \($0.text)" }, trouble,
        ]
        self.init(
            kind: Kind(exchange: exchange.status), at: exchange.exchangedAt,
            detail: parts.compactMap(\.self).joined(separator: " · "), actor: nil)
    }

    static func ends(_ cancellation: Cancellation?, _ calls: [CallRecord]) -> [CouponEvent] {
        let called = calls.map { call in
            CouponEvent(kind: .cancelCalled, at: call.startedAt, detail: call.words, actor: nil)
        }
        guard let cancellation else { return called }
        let wish = CouponEvent(
            kind: .cancelRequested, at: cancellation.requestedAt,
            detail: cancellation.state == .requested ? cancellation.note : nil, actor: nil)
        let end: CouponEvent? = cancellation.finishedAt.flatMap { at in
            switch cancellation.state {
            case .requested: nil
            case .done: CouponEvent(kind: .cancelled, at: at, detail: "\(cancellation.amount.text) 환불 대상", actor: nil)
            case .refused: CouponEvent(kind: .cancelRefused, at: at, detail: cancellation.note, actor: nil)
            }
        }
        return [wish] + called + [end].compactMap(\.self)
    }
}

extension CouponEvent.Kind {
    /// What an exchange with this STATUS is called.
    package init(exchange status: String) {
        self =
            switch status {
            case "001": .used
            case "000": .useTakenBack
            case "100": .cancelled
            default: .useUnknown
            }
    }
}

extension CallRecord {
    /// Korean: how COUFUN answered.
    fileprivate var words: String {
        let answer =
            switch outcome {
            case "done": "공급사가 취소함"
            case "refused": "공급사 거절"
            case "not_sent": "공급사에 연결하지 못함"
            case "unknown": "공급사 응답 없음"
            default: endedAt == nil ? "응답을 기다리는 중이거나 처리 중에 끊김" : "공급사 응답 없음"
            }
        return [answer, code.map { "코드 \($0)" }].compactMap(\.self).joined(separator: " · ")
    }
}
