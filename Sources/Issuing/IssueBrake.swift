import Coupons
import Foundation
import MariaDB
import Safeguards
import Support

/// Stops issuing by itself when too much goes wrong: better a campaign that waits than a thousand coupons in doubt.
enum IssueBrake: Equatable {
    /// The last ``mostInARow`` calls failed.
    case inARow
    /// Of the last ``window`` calls at least ``mostInWindow`` failed.
    case share(failed: Int)

    static let mostInARow = 20
    static let window = 200
    /// 5 % of the window.
    static let mostInWindow = 10

    /// `calls`: whether each succeeded, the latest first.
    static func after(_ calls: [Bool]) -> IssueBrake? {
        if calls.count >= mostInARow, !calls.prefix(mostInARow).contains(true) { return .inARow }
        let failed = calls.prefix(window).count { !$0 }
        return calls.count >= window && failed >= mostInWindow ? .share(failed: failed) : nil
    }

    private var reason: String {
        switch self {
        case .inARow: "쿠폰 공급사가 연달아 \(Self.mostInARow)번 발급하지 못해 자동으로 멈췄습니다."
        case .share(let failed): "최근 발급 요청 \(Self.window)건 가운데 \(failed)건이 실패해 자동으로 멈췄습니다."
        }
    }

    /// Looks at the campaign's last calls and stops it when there is reason to. In the transaction that records one.
    static func check(_ db: Connection, _ order: IssueOrder, cause: String?, at now: Date) throws {
        let campaign = order.campaignID.ulid
        let since = try Hold.lastLift(db, .campaign, campaign) ?? .distantPast
        guard let brake = after(try SupplierCall.lastOutcomes(db, of: order.campaignID, since: since, limit: window))
        else { return }
        let reason = [brake.reason, cause].compactMap(\.self).joined(separator: " ")
        let hold = Hold(.campaign, campaign, halts: .issuing, cause: .brake, reason: reason, at: now)
        guard try hold.place(db) else { return }
        try Alert.raise(
            db, .issuingBraked, about: order.campaignID.description, company: order.companyID.ulid,
            "\(reason) 발송 화면에서 원인을 확인한 뒤 '다시 시작'을 누르세요.", at: now)
    }

    /// COUFUN refuses the company as a whole.
    static func stopCompany(_ db: Connection, _ order: IssueOrder, cause: String?, at now: Date) throws {
        let reason = ["쿠폰 공급사가 이 고객사의 요청을 받지 않아 발급을 멈췄습니다.", cause].compactMap(\.self).joined(separator: " ")
        let hold = Hold(.company, order.companyID.ulid, halts: .issuing, cause: .brake, reason: reason, at: now)
        guard try hold.place(db) else { return }
        try Alert.raise(
            db, .issuingBraked, about: order.companyID.description, company: order.companyID.ulid,
            "\(reason) 연동 설정을 바로잡은 뒤 연동 상태 화면에서 해제하세요.", at: now)
    }
}
