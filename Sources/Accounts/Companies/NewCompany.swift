import Support

/// A company as an administrator entered it, checked.
package struct NewCompany: Sendable, Equatable {
    package let name: String
    package let pocID: POCID

    package init(name: String, pocID: String) throws(FieldProblems) {
        var problems = FieldProblems()
        let name = problems.require(Company.checkedName(name), "name", Company.nameRule)
        let pocID = problems.require(POCID(pocID.tidied), "pocId", Company.pocIDRule)
        guard let name, let pocID else { throw problems }
        (self.name, self.pocID) = (name, pocID)
    }
}

/// What an administrator changes on a company; nil leaves it as it is.
package struct CompanyChange: Sendable, Equatable {
    package let name: String?
    package let pocID: POCID?
    package let state: Company.State?
    package let optOut: OptOut

    /// The number for refusing advertisements: left alone, taken away, or set.
    package enum OptOut: Sendable, Equatable { case keep, none, number(OptOutNumber) }

    /// `optOutNumber`: nil leaves it, an empty text takes it away.
    package init(name: String?, pocID: String?, state: String?, optOutNumber: String? = nil) throws(FieldProblems) {
        var problems = FieldProblems()
        self.name = name.flatMap { problems.require(Company.checkedName($0), "name", Company.nameRule) }
        self.pocID = pocID.flatMap { problems.require(POCID($0.tidied), "pocId", Company.pocIDRule) }
        self.state = state.flatMap {
            problems.require(Company.State(rawValue: $0), "state", "상태는 active 또는 closed 중 하나여야 합니다.")
        }
        switch optOutNumber?.tidied {
        case nil: optOut = .keep
        case "": optOut = .none
        case let text?:
            optOut =
                problems.require(OptOutNumber(text), "optOutNumber", Company.optOutRule).map(OptOut.number) ?? .keep
        }
        guard problems.isEmpty else { throw problems }
    }
}

extension Company {
    static let optOutRule = "무료수신거부 번호는 080으로 시작하는 10~11자리 번호입니다. 예: 080-123-4567"
    static let nameRule = "고객사 이름을 1~100자로 입력해 주세요."
    static let pocIDRule = "POC_ID는 COUFUN에서 받은 영문자·숫자 1~10자입니다. 공백이나 기호 없이 입력해 주세요."

    static func checkedName(_ text: String) -> String? {
        let name = text.tidied
        return (1...100).contains(name.count) && text.isPlainLine ? name : nil
    }
}
