import Coupons
import Mustache

/// A state as colour, icon and word: the same everywhere.
package struct StateChip: Sendable, Equatable {
    /// A class of `app.css`: ok, info, warn, bad, or empty for neutral.
    package let tone: String
    package let icon: String
    package let word: String

    package init(_ tone: String, _ icon: String, _ word: String) {
        (self.tone, self.icon, self.word) = (tone, icon, word)
    }
}

extension StateChip: MustacheParent {
    package func child(named name: String) -> Any? {
        switch name {
        case "tone": tone
        case "icon": icon
        case "word": word
        default: nil
        }
    }
}

extension IssueState {
    package var chip: StateChip {
        switch self {
        case .waiting: StateChip("", "fa-regular fa-circle", "대기")
        case .issuing: StateChip("info", "fa-solid fa-circle-notch", "발급중")
        case .issued: StateChip("ok", "fa-solid fa-check", "발급됨")
        case .failed: StateChip("bad", "fa-solid fa-xmark", "실패")
        case .unconfirmed: StateChip("warn", "fa-solid fa-question", "확인 필요")
        case .cancelled: StateChip("", "fa-solid fa-ban", "취소됨")
        }
    }
}

extension DeliveryState {
    package var chip: StateChip {
        switch self {
        case .waiting: StateChip("", "fa-regular fa-circle", "대기")
        case .queued: StateChip("info", "fa-regular fa-paper-plane", "요청됨")
        case .pending: StateChip("info", "fa-regular fa-clock", "결과 대기")
        case .delivered: StateChip("ok", "fa-solid fa-check", "도착")
        case .failed: StateChip("bad", "fa-solid fa-xmark", "실패")
        case .withdrawn: StateChip("", "fa-solid fa-ban", "보내지 않음")
        }
    }
}

extension RedemptionState {
    package var chip: StateChip {
        switch self {
        case .unused: StateChip("", "fa-regular fa-circle", "미사용")
        case .partlyUsed: StateChip("info", "fa-solid fa-store", "일부 사용")
        case .used: StateChip("info", "fa-solid fa-store", "사용 완료")
        case .expired: StateChip("", "fa-regular fa-hourglass", "기간 만료")
        case .cancelled: StateChip("", "fa-solid fa-ban", "취소")
        }
    }
}
