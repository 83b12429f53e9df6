import Accounts
import Mustache

/// A page: the name of its template and what fills it. Texts are ready for the screen; a template only places them.
package protocol Page: Sendable {
    static var template: String { get }
    /// In the browser's title bar.
    var title: String { get }
    /// Lit in the navigation.
    var area: PageArea? { get }
    /// The page's own script under `Public/js/pages`.
    var script: String { get }
}

extension Page {
    package var area: PageArea? { nil }
    package var script: String { "" }
}

/// A row of a long list. It answers by name itself, because reading fields by reflection is five times slower.
package protocol PageRow: MustacheParent, Sendable {}

/// The areas of the navigation, in their order.
package enum PageArea: String, Sendable, CaseIterable {
    case today, register, campaigns, coupons, admin

    var name: String {
        switch self {
        case .today: "오늘"
        case .register: "발송등록"
        case .campaigns: "발송조회"
        case .coupons: "C/S"
        case .admin: "관리"
        }
    }

    var href: String {
        switch self {
        case .today: "/"
        case .register: "/campaigns/new"
        case .campaigns: "/campaigns"
        case .coupons: "/coupons"
        case .admin: "/admin/users"
        }
    }

    /// The door that its pages stand behind.
    private var door: any Door.Type {
        switch self {
        case .today, .campaigns: ViewingDoor.self
        case .register: SendingDoor.self
        case .coupons: ServingDoor.self
        case .admin: AdministratorDoor.self
        }
    }

    func isOpen(to principal: Principal) -> Bool {
        do throws(Problem) {
            try door.admit(principal)
            return true
        } catch {
            return false
        }
    }

    /// Font Awesome, for the tab bar of phones.
    var icon: String {
        switch self {
        case .today: "fa-house"
        case .register: "fa-paper-plane"
        case .campaigns: "fa-list-check"
        case .coupons: "fa-headset"
        case .admin: "fa-gear"
        }
    }
}
