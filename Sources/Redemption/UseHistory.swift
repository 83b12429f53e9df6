import Coupons
import Foundation
import Support

/// What everything that COUFUN has said of a coupon amounts to, in whatever order it reached us.
///
/// The last answer to a question of ours holds all that COUFUN had booked when it was asked. The exchanges that it cannot
/// have known follow it, by COUFUN's own clock; so neither a slow answer nor a late event takes back what is newer.
package struct UseHistory: Sendable, Equatable {
    package private(set) var state = RedemptionState.unused
    /// The last use that stands.
    package var usedAt: Date? { uses.last?.at }
    package var branch: String? { uses.last?.branch }
    package private(set) var balance: Won?
    /// Exchanges that cannot be, with the reason in Korean. They move nothing.
    package private(set) var odd: [ULID: String] = [:]

    private struct Use: Equatable {
        let at: Date
        let branch: String?
    }
    private var uses: [Use] = []
    private let kind: SupplierAnswer.Kind?
    private let total: Won?

    package init(answer: SupplierAnswer?, exchanges: [ToldExchange]) {
        kind = answer?.kind
        total = answer?.total.flatMap { $0 > Won(0) ? $0 : nil } ?? Self.worth(exchanges)
        let base = answer.flatMap { answer in
            CouponUse.state(status: answer.status, kind: kind, remaining: answer.remaining, total: total).map {
                (answer, $0)
            }
        }
        var news: [ToldExchange] = []
        for exchange in Self.inOrder(exchanges) {
            if let (answer, _) = base, Self.knew(answer, exchange) {
                book(exchange, nothingStands: false)
            } else {
                news.append(exchange)
            }
        }
        if let (answer, state) = base { begin(with: answer, state) }
        for exchange in news { follow(exchange) }
    }

    /// What COUFUN had booked when it answered: what it had told us by then, and what is older by its own clock than the
    /// newest exchange that it names.
    private static func knew(_ answer: SupplierAnswer, _ exchange: ToldExchange) -> Bool {
        exchange.receivedAt < answer.askedAt || answer.exchangedAt.map { $0 > exchange.exchangedAt } ?? false
    }

    private mutating func begin(with answer: SupplierAnswer, _ state: RedemptionState) {
        self.state = state
        balance = kind == .amount ? answer.remaining : nil
        switch state {
        case .unused, .cancelled, .expired: uses = []
        case .used, .partlyUsed:
            guard let at = answer.exchangedAt, at > usedAt ?? .distantPast else { return }
            uses.append(Use(at: at, branch: nil))  // nobody has told us of it
        }
    }

    private mutating func follow(_ exchange: ToldExchange) {
        let next = CouponUse.state(
            status: exchange.status, kind: kind, remaining: exchange.balance, total: total)
        guard let next else {
            return odd[exchange.id] = "알 수 없는 사용 상태(\(exchange.status))를 받았습니다."
        }
        guard state != .cancelled || next == .cancelled else {
            return odd[exchange.id] = "취소된 쿠폰이 사용되었다는 알림을 받았습니다."
        }
        // Only taking back gives money back.
        if exchange.status == "001", let before = balance, let after = exchange.balance, after > before {
            return odd[exchange.id] = "사용 뒤에 잔액이 늘어난 알림을 받았습니다."
        }
        (state, balance) = (next, exchange.balance)
        book(exchange, nothingStands: next == .unused || next == .cancelled)
    }

    private mutating func book(_ exchange: ToldExchange, nothingStands: Bool) {
        switch exchange.status {
        case "001": uses.append(Use(at: exchange.exchangedAt, branch: exchange.branch))
        case "000": _ = uses.popLast()
        default: break
        }
        if nothingStands { uses = [] }
    }

    /// What the coupon held at most: before a use its price and what was left belong together.
    private static func worth(_ exchanges: [ToldExchange]) -> Won? {
        exchanges.compactMap { exchange in
            guard let balance = exchange.balance else { return nil }
            return exchange.status == "001" ? balance + (exchange.price ?? Won(0)) : balance
        }.max()
    }

    /// By COUFUN's clock. What it dates the same, as it does when it gives days only, is in the order in which it came;
    /// uses alone in that of their balances.
    private static func inOrder(_ exchanges: [ToldExchange]) -> [ToldExchange] {
        let byTime = Dictionary(grouping: exchanges, by: \.exchangedAt).sorted { $0.key < $1.key }
        return byTime.flatMap { _, same in
            same.allSatisfy { $0.status == "001" && $0.balance != nil }
                ? same.sorted { ($1.balance ?? Won(0), $0.id) < ($0.balance ?? Won(0), $1.id) }
                : same.sorted { ($0.receivedAt, $0.id) < ($1.receivedAt, $1.id) }
        }
    }
}
