import Foundation
import Operations
import Safeguards
import Support
import UMS

extension SystemPage {
    init(_ state: SystemState) {
        let held = Set(state.systemHolds.map(\.hold.halts))
        self.init(
            sides: [.supplier(state), .agent(state)],
            brakes: [
                Brake(halts: "issuing", name: "발급", held: held.contains(.issuing) || held.contains(.all)),
                Brake(halts: "sending", name: "발송", held: held.contains(.sending) || held.contains(.all)),
            ],
            holds: state.holds.map { HeldBack($0, at: state.at) },
            alerts: state.alerts.map { OpenAlert($0, at: state.at) }, at: PageTime.exact(state.at))
    }
}

extension SystemPage.Side {
    fileprivate static func supplier(_ state: SystemState) -> SystemPage.Side {
        let supplier = state.supplier
        let ago = supplier.lastSuccess.map { PageTime.ago($0, at: state.at) }
        let (status, sentence): (StateChip, String) =
            switch (ago, supplier.lastFailure) {
            case (let ago?, nil): (.fine, "정상 – 마지막 성공 \(ago)")
            case (let ago?, let failed?):
                (.trouble, "마지막 호출이 실패했습니다(\(PageTime.ago(failed, at: state.at))). 마지막 성공은 \(ago)입니다.")
            case (nil, .some): (.trouble, "아직 성공한 호출이 없습니다. 연동 설정을 확인해 주세요.")
            case (nil, nil): (.quiet, "아직 호출한 적이 없습니다.")
            }
        return SystemPage.Side(
            key: "coufun", name: "쿠폰 공급사 COUFUN", status: status, sentence: sentence,
            problems: [supplier.failureReason].compactMap(\.self),
            figures: [
                .init("발급 대기", supplier.waiting.words("건")),
                .init("마지막 성공", supplier.lastSuccess.map { PageTime.short($0, at: state.at) } ?? "없음"),
            ])
    }

    fileprivate static func agent(_ state: SystemState) -> SystemPage.Side {
        let (queue, tables) = (state.queue, state.tables)
        let isLate = queue.oldestWaiting.map { state.at.timeIntervalSince($0) > 600 } ?? false
        let (status, sentence): (StateChip, String) =
            if !tables.problems.isEmpty {
                (.broken, "문자를 보낼 수 없습니다. 아래 문제를 해결하면 저절로 다시 시작합니다.")
            } else if isLate {
                (.trouble, "발송기가 문자를 가져가지 않고 있습니다. 발송기가 실행 중인지 확인해 주세요.")
            } else if let last = queue.lastResult {
                (.fine, "정상 – 마지막 결과 \(PageTime.ago(last, at: state.at))")
            } else {
                (.quiet, "테이블은 정상입니다. 아직 받은 결과가 없습니다.")
            }
        return SystemPage.Side(
            key: "snap", name: "문자 발송기 SNAP", status: status, sentence: sentence, problems: tables.problems,
            figures: [
                .init("보낼 준비 중", queue.preparing.words("건")),
                .init(
                    "발송기 대기(ready)", queue.waiting.words("건"),
                    detail: queue.oldestWaiting.map { "가장 오래된 것 \(PageTime.ago($0, at: state.at))" }),
                .init("예약 대기", queue.scheduled.words("건")),
                .init(
                    "결과 대기(request)", queue.pending.words("건"),
                    detail: queue.oldestPending.map { "가장 오래된 것 \(PageTime.ago($0, at: state.at))" }),
                .init("전달 방식", state.isOneTransaction ? "한 번에 저장(같은 서버)" : "3단계로 확인하며 저장"),
            ])
    }
}

extension StateChip {
    fileprivate static let fine = StateChip("ok", "fa-solid fa-check", "정상")
    fileprivate static let trouble = StateChip("warn", "fa-solid fa-triangle-exclamation", "확인 필요")
    fileprivate static let broken = StateChip("bad", "fa-solid fa-xmark", "중단")
    fileprivate static let quiet = StateChip("", "fa-regular fa-circle", "기록 없음")
}

extension SystemPage.HeldBack {
    fileprivate init(_ named: NamedHold, at now: Date) {
        let hold = named.hold
        let scope =
            switch hold.scope {
            case .system: "전체"
            case .company: "고객사 \(named.name)"
            case .callbackNumber: "발신번호 \(named.name)"
            case .campaign: "발송 ‘\(named.name)’"
            }
        self.init(
            scope: hold.scope.rawValue, subject: hold.scope == .system ? "" : "\(hold.subject)",
            halts: hold.halts.rawValue, what: "\(scope) · \(hold.halts.noun)",
            reason: hold.reason.isEmpty ? "이유를 적지 않았습니다." : hold.reason,
            by: named.person ?? (hold.cause == .brake ? "자동 정지" : "시스템"), since: PageTime.short(hold.heldAt, at: now),
            liftable: hold.cause != .stop)
    }
}

extension Hold.Halts {
    fileprivate var noun: String {
        switch self {
        case .issuing: "발급"
        case .sending: "발송"
        case .all: "발급·발송"
        }
    }
}

extension SystemPage.OpenAlert {
    fileprivate init(_ alert: Alert, at now: Date) {
        self.init(
            id: alert.id.description, word: alert.kind.word, text: alert.text,
            times: alert.times > 1 ? "\(alert.times.grouped)번" : nil, last: PageTime.short(alert.lastAt, at: now),
            href: alert.kind.href(about: alert.subject))
    }
}

extension Alert.Kind {
    /// The page on which something can be done about it.
    fileprivate func href(about subject: String) -> String? {
        if self == .unknownBarcode { return "/admin/\(AdminSection.exchangeEvents.rawValue)" }
        if self == .unconfirmed { return "/admin/\(AdminSection.issueOrders.rawValue)" }
        if self == .oddRedemption { return "/coupons/\(subject)" }
        return nil
    }

    /// For the screen.
    var word: String {
        switch self {
        case .issuingBraked: "발급 자동 정지"
        case .unconfirmed: "발급 확인 필요"
        case .secondIssue: "두 번 발급 의심"
        case .unknownBarcode: "모르는 쿠폰 번호"
        case .oddRedemption: "이상한 교환"
        case .supplier: "쿠폰 공급사"
        case .sendingBraked: "발송 자동 정지"
        case .agent: "문자 발송기"
        case .agentTables: "발송기 테이블"
        case .missedSchedule: "예약 시각 지남"
        case .card: "쿠폰 카드"
        case .disk: "디스크"
        }
    }
}

extension PageTime {
    /// `8초 전`, `3분 전`, `2시간 전`, `4일 전`.
    static func ago(_ instant: Date, at now: Date) -> String {
        let seconds = max(0, Int(now.timeIntervalSince(instant)))
        switch seconds {
        case ..<60: return "\(seconds)초 전"
        case ..<3600: return "\(seconds / 60)분 전"
        case ..<86400: return "\(seconds / 3600)시간 전"
        default: return "\((seconds / 86400).grouped)일 전"
        }
    }
}
