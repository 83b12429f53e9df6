import Accounts
import Foundation
import Support

/// `/admin/users`
package struct UsersPage: Page {
    package static let template = "admin/users"
    package let title = "사용자"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .users)
    let total: String
    let rows: [UserRow]
    let companies: [Choice]
    let pager: Pager?

    package init(rows: [UserRow], total: Total, companies: [Company], pager: Pager?) {
        self.total = total.words("명")
        self.rows = rows
        self.companies = companies.map { Choice($0.id.description, $0.name) }
        self.pager = pager
    }
}

/// A user in the administrator's list.
package struct UserRow: PageRow {
    let id: String
    let name: String
    let loginID: String
    let companyID: String
    let companyName: String
    let role: String
    let roleName: String
    let status: StateChip
    let lastLogin: String
    let pending: Bool
    let locked: Bool
    let active: Bool

    package init(
        id: String, name: String, loginID: String, companyID: String, companyName: String, role: Role,
        state: User.State, isLocked: Bool, lastLogin: String?
    ) {
        (self.id, self.name, self.loginID) = (id, name, loginID)
        (self.companyID, self.companyName, self.role) = (companyID, companyName, role.rawValue)
        roleName = role == .administrator ? "관리자" : "일반 사용자"
        pending = state == .pending
        locked = isLocked
        active = state == .active
        self.lastLogin = lastLogin ?? "없음"
        status =
            switch state {
            case .active where isLocked: StateChip("bad", "fa-solid fa-lock", "잠김")
            case .active: StateChip("ok", "fa-solid fa-check", "사용 중")
            case .pending: StateChip("warn", "fa-regular fa-clock", "승인 대기")
            case .deactivated: StateChip("", "fa-solid fa-ban", "사용 중지")
            }
    }

    init(_ user: User, at now: Date) {
        self.init(
            id: user.id.description, name: user.name, loginID: user.loginID.text,
            companyID: user.companyID.description, companyName: user.companyName, role: user.role, state: user.state,
            isLocked: user.isLocked(at: now), lastLogin: user.lastLoginAt.map { PageTime.short($0, at: now) })
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "name": self.name
        case "loginID": loginID
        case "companyID": companyID
        case "companyName": companyName
        case "role": role
        case "roleName": roleName
        case "status": status
        case "lastLogin": lastLogin
        case "pending": pending
        case "locked": locked
        case "active": active
        default: nil
        }
    }
}
