/// The tabs of 관리.
package enum AdminSection: String, Sendable, CaseIterable {
    case users, companies
    case callbackNumbers = "callback-numbers"
    case templates

    private var name: String {
        switch self {
        case .users: "사용자"
        case .companies: "고객사"
        case .callbackNumbers: "발신번호"
        case .templates: "템플릿"
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
