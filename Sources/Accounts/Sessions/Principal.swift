import Audit
import Support

/// Who asks: the signed-in user of one request, as its session says.
package struct Principal: Sendable, Equatable {
    package let userID: User.ID
    package let companyID: Company.ID
    package let companyName: String
    package let loginID: String
    package let name: String
    package let role: Role
    package let permissions: Set<Permission>
    package let mustChangePassword: Bool
    /// Where the request came from, for the access record.
    package let address: String

    package init(
        userID: User.ID, companyID: Company.ID, companyName: String, loginID: String, name: String, role: Role,
        permissions: Set<Permission>? = nil, mustChangePassword: Bool, address: String
    ) {
        self.userID = userID
        self.companyID = companyID
        self.companyName = companyName
        self.loginID = loginID
        self.name = name
        self.role = role
        self.permissions = permissions ?? role.permissions
        self.mustChangePassword = mustChangePassword
        self.address = address
    }

    package var isAdministrator: Bool { role == .administrator }

    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// The rows this user may see.
    package var scope: TenantScope { isAdministrator ? .all : .company(companyID) }

    /// The rows this user sees after choosing a company in a filter. A member's choice changes nothing.
    package func scope(choosing company: Company.ID?) -> TenantScope { scope.narrowed(to: company) }

    /// The same person in the words of the access record.
    package var actor: Actor { Actor(account: userID.ulid, company: companyID.ulid, address: address) }
}
