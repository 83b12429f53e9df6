import Accounts
import Foundation
import Support

/// `/admin/companies`
package struct CompaniesPage: Page {
    package static let template = "admin/companies"
    package let title = "고객사"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .companies)
    let total: String
    let rows: [CompanyRow]
    let hasRows: Bool
    let pager: Pager?

    package init(companies: [Company], total: Total, pager: Pager?) {
        self.total = total.words("곳")
        rows = companies.map(CompanyRow.init)
        hasRows = !rows.isEmpty
        self.pager = pager
    }
}

/// A company in the administrator's list.
struct CompanyRow: PageRow {
    let id: String
    let name: String
    let pocID: String
    let optOutNumber: String
    let created: String

    init(_ company: Company) {
        id = company.id.description
        name = company.name
        pocID = company.pocID.text
        optOutNumber = company.optOutNumber?.hyphenated ?? ""
        created = SeoulTime.day(of: company.createdAt).page
    }

    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "name": self.name
        case "pocID": pocID
        case "optOutNumber": optOutNumber
        case "created": created
        default: nil
        }
    }
}
