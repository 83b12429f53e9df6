import Accounts
import Audit
import Coupons
import Foundation
import Jobs
import Logging
import MariaDB
import Redemption
import Safeguards
import Sealing
import Support

/// Asks COUFUN whether a coupon is what the webhook said of it: the webhook is signed by nobody (COUFUN_WEBHOOK_VERIFY).
///
/// COUFUN's answer to our own question wins; a difference is told. Safe to run twice: it only asks.
package struct ExchangeVerificationStep: WorkStep {
    package let name = "exchange-verification"
    let live: LiveStatus
    let logger: Logger

    package init(live: LiveStatus, logger: Logger) { (self.live, self.logger) = (live, logger) }

    package func runOnce() async throws -> Int {
        let now = Date()
        let due = try await live.database.read { db in try ExchangeToVerify.due(db, limit: 20, at: now) }
        var settled = 0
        for event in due {
            guard !isStopping else { break }
            if try await verify(event) { settled += 1 }
        }
        return settled
    }

    private func verify(_ event: ExchangeToVerify) async throws -> Bool {
        let checked: CheckedStatus
        do {
            checked = try await live.check(event.coupon, in: .all, by: .local)
        } catch  where error is SupplierProblem || error is SealingError {
            // Without an answer, or what is sealed in the coupon does not open: later, and the next one now.
            let later = Date().addingTimeInterval(60)
            try await live.database.write { db in try event.postpone(db, to: later) }
            return false
        }
        // Something newer than the question was heard meanwhile: that one is asked about in its turn.
        let differs = checked.change.map { $0.before != $0.after } ?? false
        try await live.database.write { db in
            guard let coupon = try Coupon.find(db, event.coupon, in: .all) else { return }
            try event.settle(db, isSame: !differs)
            guard differs else { return }
            try Alert.raise(
                db, .oddRedemption, about: coupon.id.description, company: coupon.companyID.ulid,
                "사용 알림과 공급사에 확인한 상태가 다릅니다. 공급사에 확인한 상태로 바꾸었습니다. 알림이 어디에서 왔는지 확인하세요.")
        }
        return true
    }
}
