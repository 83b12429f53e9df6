/// What a user is: everything a user may do follows from it.
package enum Role: String, Sendable, CaseIterable, Codable {
    /// 관리자: sees every company and keeps the system.
    case administrator = "admin"
    /// 일반 사용자: sends, looks up and serves customers for the own company.
    case member

    package var permissions: Set<Permission> {
        switch self {
        case .administrator: Set(Permission.allCases)
        case .member: [.sendCoupons, .viewCampaigns, .serveCustomers]
        }
    }
}

/// One thing a user may be allowed to do, as the API and the pages name it.
package enum Permission: String, Sendable, CaseIterable, Codable {
    case sendCoupons = "campaigns.send"
    case viewCampaigns = "campaigns.view"
    case serveCustomers = "coupons.serve"
    case administer = "admin"
}

extension Set<Permission> {
    /// In the order in which the permissions are declared: for JSON and columns.
    package var names: [String] { Permission.allCases.filter(contains).map(\.rawValue) }
}
