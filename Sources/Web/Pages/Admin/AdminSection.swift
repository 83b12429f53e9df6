/// The tabs of 관리.
package enum AdminSection: String, Sendable, CaseIterable {
    case users, companies
    case callbackNumbers = "callback-numbers"
    case templates
    case issueOrders = "issue-orders"
    case exchangeEvents = "exchange-events"
    case optOuts = "opt-outs"
    case system

    private var name: String {
        switch self {
        case .users: "사용자"
        case .companies: "고객사"
        case .callbackNumbers: "발신번호"
        case .templates: "템플릿"
        case .issueOrders: "확인 필요"
        case .exchangeEvents: "보류"
        case .optOuts: "수신거부"
        case .system: "연동 상태"
        }
    }

    static func tabs(current: AdminSection) -> [Tab] {
        allCases.map { Tab(name: $0.name, href: "/admin/\($0.rawValue)", current: $0 == current) }
    }

    struct Tab: Sendable {
        let name: String
        let href: String
        let current: Bool
    }
}
