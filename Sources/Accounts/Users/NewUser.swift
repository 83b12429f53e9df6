import Support

/// A user as an administrator entered it, checked.
package struct NewUser: Sendable {
    package let companyID: Company.ID
    package let loginID: LoginID
    package let details: UserDetails
    package let role: Role
    package let permissions: Set<Permission>?
    /// nil: a temporary one is made.
    package let password: Password?
    /// Waits for approval instead of being active at once.
    package let isPending: Bool

    package init(
        companyID: String, loginID: String, name: String, email: String? = nil, phone: String? = nil, role: String,
        permissions: [String]? = nil, password: String? = nil, isPending: Bool = false
    ) throws(FieldProblems) {
        var problems = FieldProblems()
        let companyID = problems.require(Company.ID(companyID), "companyId", "고객사를 골라 주세요.")
        let loginID = problems.require(LoginID(loginID.tidied), "loginId", User.loginIDRule)
        let details = UserDetails(name: name, email: email, phone: phone, &problems)
        let role = problems.require(Role(rawValue: role), "role", User.roleRule)
        self.permissions = permissions.flatMap { names in
            role.flatMap { problems.require($0.permissions(named: names), "permissions", User.permissionsRule) }
        }
        self.password = loginID.flatMap { Password.checked(password, for: $0, "password", &problems) }
        guard let companyID, let loginID, let details, let role, problems.isEmpty else { throw problems }
        self.companyID = companyID
        self.loginID = loginID
        self.details = details
        self.role = role
        self.isPending = isPending
    }
}

/// The personal data of a user.
package struct UserDetails: Sendable, Equatable {
    package let name: String
    package let email: String?
    package let phone: PhoneNumber?

    init?(name: String, email: String?, phone: String?, _ problems: inout FieldProblems) {
        let name = problems.require(User.checkedName(name), "name", User.nameRule)
        self.email = email.flatMap(\.filled).flatMap {
            problems.require(User.checkedEmail($0), "email", User.emailRule)
        }
        self.phone = phone.flatMap(\.filled).flatMap { problems.require(try? PhoneNumber($0), "phone", User.phoneRule) }
        guard let name, problems.isEmpty else { return nil }
        self.name = name
    }
}

extension User {
    static let loginIDRule = "아이디는 영문 소문자·숫자와 . - _ @ + 로 3~64자입니다."
    static let nameRule = "이름을 1~50자로 입력해 주세요."
    static let emailRule = "이메일 주소를 확인해 주세요."
    static let phoneRule = "휴대폰 번호를 확인해 주세요."
    static let roleRule = "역할은 admin 또는 member 중 하나여야 합니다."
    static let permissionsRule = "그 역할에 줄 수 없는 권한이 들어 있습니다."

    static func checkedName(_ text: String) -> String? {
        let name = text.tidied
        return (1...50).contains(name.count) && text.isPlainLine ? name : nil
    }

    /// One @ with something before it and a dotted name after it; whether it can be reached only a mail would tell.
    static func checkedEmail(_ text: String) -> String? {
        let email = text.tidied
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard email.utf8.count <= 254, text.isPlainLine, !email.contains(" "), parts.count == 2, !parts[0].isEmpty,
            parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix(".")
        else { return nil }
        return email
    }
}

extension Role {
    /// nil when a name is unknown or beyond the role.
    func permissions(named names: [String]) -> Set<Permission>? {
        let chosen = names.compactMap(Permission.init(rawValue:))
        guard chosen.count == names.count, Set(chosen).isSubset(of: permissions) else { return nil }
        return Set(chosen)
    }
}

extension Password {
    static func checked(_ text: String?, for loginID: LoginID, _ field: String, _ problems: inout FieldProblems)
        -> Password?
    {
        guard let text else { return nil }
        do {
            return try Password(text, for: loginID)
        } catch {
            problems.add(field, error.message)
            return nil
        }
    }

    func checked(against company: String, _ field: String) throws(FieldProblems) -> Password {
        do {
            return try checked(against: company)
        } catch {
            throw FieldProblems(field, error.message)
        }
    }
}
