import Accounts
import HTTPTypes

/// Who may come in where: asked before a handler runs.
package protocol Door: Sendable {
    static func admit(_ principal: Principal) throws(Problem)
}

/// Opens with one permission, once a given password was changed.
package protocol PermissionDoor: Door {
    static var permission: Permission { get }
}

extension PermissionDoor {
    package static func admit(_ principal: Principal) throws(Problem) {
        try principal.requireOwnPassword()
        guard principal.may(permission) else { throw .lacks(permission) }
    }
}

package enum SessionDoor: Door {
    package static func admit(_ principal: Principal) {}
}

package enum SendingDoor: PermissionDoor {
    package static let permission = Permission.sendCoupons
}

package enum ViewingDoor: PermissionDoor {
    package static let permission = Permission.viewCampaigns
}

package enum ServingDoor: PermissionDoor {
    package static let permission = Permission.serveCustomers
}

package enum WorkingDoor: Door {
    package static func admit(_ principal: Principal) throws(Problem) {
        try principal.requireOwnPassword()
        guard !principal.permissions.isEmpty else { throw .forbidden }
    }
}

package enum AdministratorDoor: Door {
    package static func admit(_ principal: Principal) throws(Problem) {
        try principal.requireOwnPassword()
        guard principal.isAdministrator, principal.may(.administer) else { throw .lacks(.administer) }
    }
}

extension Principal {
    fileprivate func requireOwnPassword() throws(Problem) {
        guard !mustChangePassword else { throw .passwordChangeRequired }
    }
}

extension Permission {
    /// As people know it: the area that it opens.
    package var word: String {
        switch self {
        case .sendCoupons: "발송등록"
        case .viewCampaigns: "발송조회"
        case .serveCustomers: "C/S"
        case .administer: "관리"
        }
    }
}

extension Problem {
    static func lacks(_ permission: Permission) -> Problem {
        Problem(
            .forbidden, Problem.forbidden.code, Problem.forbidden.title,
            "이 계정에는 ‘\(permission.word)’ 권한이 없어 열지 않았습니다. 필요하면 관리자에게 권한을 요청해 주세요.")
    }
}
