import Accounts
import OptOuts
import Support

/// `/admin/opt-outs`
package struct OptOutsPage: Page {
    package static let template = "admin/opt-outs"
    package let title = "수신거부"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .optOuts)
    let total: String
    let query: String
    let problem: String?
    let rows: [OptOutRow]
    let hasRows: Bool
    let searched: Bool
    let companies: [Choice]
    let pager: Pager?

    package init(
        rows: [OptOutRow], total: Total, query: String = "", problem: String? = nil, companies: [Company], pager: Pager?
    ) {
        self.total = total.words("개")
        (self.query, self.problem, self.rows, self.pager) = (query, problem, rows, pager)
        hasRows = !rows.isEmpty
        searched = !query.isEmpty
        self.companies = companies.map { Choice($0.id.description, $0.name, selected: companies.count == 1) }
    }
}

/// A number in the administrator's list, masked.
package struct OptOutRow: PageRow {
    let id: String
    let phone: String
    let companyName: String
    let source: StateChip
    let created: String

    package init(id: String, phone: String, companyName: String, source: OptOut.Source, created: String) {
        (self.id, self.phone, self.companyName, self.created) = (id, phone, companyName, created)
        self.source =
            switch source {
            case .entered: StateChip("", "fa-regular fa-keyboard", "직접 입력")
            case .uploaded: StateChip("", "fa-regular fa-file-excel", "파일")
            case .carrier: StateChip("info", "fa-solid fa-tower-cell", "통신사 080")
            }
    }

    init(_ item: OptOut) {
        self.init(
            id: item.id.description, phone: item.maskedPhone, companyName: item.companyName, source: item.source,
            created: SeoulTime.page(item.createdAt))
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "phone": phone
        case "companyName": companyName
        case "source": source
        case "created": created
        default: nil
        }
    }
}
