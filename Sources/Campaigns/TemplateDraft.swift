import Accounts
import Cards
import Foundation
import Support

/// A template as an administrator entered it. The layout is checked when it is kept.
package struct NewTemplate: Sendable {
    package let name: String
    /// Nil: for every company.
    package let companyID: Company.ID?
    package let layout: CardLayout

    package init(name: String, companyID: String?, layout: CardLayout) throws(FieldProblems) {
        var problems = FieldProblems()
        let name = problems.require(NewTemplate.checked(name), "name", NewTemplate.nameRule)
        if let companyID, !companyID.isEmpty {
            self.companyID = problems.require(
                Company.ID(companyID), "companyId", "고객사를 찾을 수 없습니다. 고객사를 다시 골라 주세요.")
        } else {
            self.companyID = nil
        }
        guard let name, problems.isEmpty else { throw problems }
        (self.name, self.layout) = (name, layout)
    }

    fileprivate static let nameRule = "템플릿 이름을 1~50자로 입력해 주세요."

    fileprivate static func checked(_ text: String) -> String? {
        let name = text.tidied
        return (1...50).contains(name.count) && text.isPlainLine ? name : nil
    }
}

/// What an administrator changes; nil leaves it as it is.
package struct TemplateChange: Sendable {
    /// The version that was looked at; another newest one is a conflict.
    package let version: Int?
    package let name: String?
    package let layout: CardLayout?
    package let state: CardTemplate.State?

    package init(version: Int?, name: String?, layout: CardLayout?, state: String?) throws(FieldProblems) {
        var problems = FieldProblems()
        self.name = name.flatMap { problems.require(NewTemplate.checked($0), "name", NewTemplate.nameRule) }
        self.state = state.flatMap {
            problems.require(CardTemplate.State(rawValue: $0), "state", "상태는 offered 또는 retired 중 하나여야 합니다.")
        }
        if name != nil || layout != nil, version == nil {
            problems.add("version", "고치기 시작한 버전 번호가 빠졌습니다. 템플릿을 다시 불러온 뒤 고쳐 주세요.")
        }
        guard problems.isEmpty else { throw problems }
        (self.version, self.layout) = (version, layout)
    }
}
