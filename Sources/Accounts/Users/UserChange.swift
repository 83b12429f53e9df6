import Support

/// What an administrator changes on a user; nil leaves it as it is, an empty text takes e-mail or phone away.
package struct UserChange: Sendable, Equatable {
    /// A value that may be left alone, taken away, or set.
    package enum Edit<Value: Sendable & Equatable>: Sendable, Equatable { case keep, remove, set(Value) }

    package let name: String?
    package let email: Edit<String>
    package let phone: Edit<PhoneNumber>
    package let companyID: Company.ID?
    package let role: Role?
    package let permissions: [String]?
    package let state: User.State?

    package init(
        name: String? = nil, email: String? = nil, phone: String? = nil, companyID: String? = nil, role: String? = nil,
        permissions: [String]? = nil, state: String? = nil
    ) throws(FieldProblems) {
        var problems = FieldProblems()
        self.name = name.flatMap { problems.require(User.checkedName($0), "name", User.nameRule) }
        self.email = Self.edit(email) { problems.require(User.checkedEmail($0), "email", User.emailRule) }
        self.phone = Self.edit(phone) { problems.require(try? PhoneNumber($0), "phone", User.phoneRule) }
        self.companyID = companyID.flatMap { problems.require(Company.ID($0), "companyId", "고객사를 골라 주세요.") }
        self.role = role.flatMap { problems.require(Role(rawValue: $0), "role", User.roleRule) }
        self.permissions = permissions
        self.state = state.flatMap {
            problems.require(User.State(rawValue: $0), "state", "상태는 pending, active, deactivated 중 하나여야 합니다.")
        }
        guard problems.isEmpty else { throw problems }
    }

    private static func edit<Value>(_ text: String?, _ parse: (String) -> Value?) -> Edit<Value> {
        guard let text else { return .keep }
        guard let filled = text.filled else { return .remove }
        return parse(filled).map(Edit.set) ?? .keep
    }

    /// Names of what is changed, for the access record: not the values, for they may be personal.
    var changedFields: String {
        var fields: [String] = []
        if name != nil { fields.append("name") }
        if email != .keep { fields.append("email") }
        if phone != .keep { fields.append("phone") }
        if companyID != nil { fields.append("company") }
        if role != nil { fields.append("role") }
        if permissions != nil { fields.append("permissions") }
        if state != nil { fields.append("state") }
        return fields.joined(separator: ",")
    }

    /// Whether sessions that were opened before must end: what they may do has changed.
    var endsSessions: Bool { companyID != nil || role != nil || permissions != nil || state != nil }
}
