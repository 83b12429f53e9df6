import Cards
import Foundation
import Support

/// `/admin/templates`: every look as the card it makes.
package struct TemplatesPage: Page {
    package static let template = "admin/templates"
    package let title = "템플릿"
    package let area: PageArea? = .admin
    package let script = "admin"
    let sections = AdminSection.tabs(current: .templates)
    let total: String
    let rows: [TemplateRow]
    let pager: Pager?

    package init(rows: [TemplateRow], total: Int, pager: Pager?) {
        (self.rows, self.pager) = (rows, pager)
        self.total = total.grouped
    }
}

/// A template in the gallery.
package struct TemplateRow: PageRow {
    let id: String
    let version: String
    let name: String
    let reach: String
    let status: StateChip
    let changed: String
    let canEdit: Bool
    let canRetire: Bool
    let canOffer: Bool

    /// `companyName`: nil for every company.
    package init(
        id: String, version: Int, name: String, companyName: String?, isOffered: Bool, isBuiltIn: Bool,
        isLastResort: Bool, changed: String
    ) {
        (self.id, self.version, self.name) = (id, "\(version)", name)
        reach = companyName ?? "모든 고객사"
        status =
            isOffered
            ? StateChip("ok", "fa-solid fa-check", "사용 중") : StateChip("", "fa-solid fa-ban", "사용 중지")
        self.changed = isBuiltIn ? "기본 제공" : "버전 \(version) · \(changed)"
        canEdit = !isBuiltIn
        canRetire = isOffered && !isLastResort
        canOffer = !isOffered
    }

    init(_ note: TemplateNote) {
        self.init(
            id: note.id.description, version: note.version, name: note.name,
            companyName: note.companyID == nil ? nil : note.companyName ?? "지워진 고객사", isOffered: note.state == .offered,
            isBuiltIn: BuiltInTemplates.template(note.id) != nil, isLastResort: note.id == BuiltInTemplates.plain.id,
            changed: SeoulTime.day(of: note.changedAt).page)
    }

    package func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "version": version
        case "name": self.name
        case "reach": reach
        case "status": status
        case "changed": changed
        case "canEdit": canEdit
        case "canRetire": canRetire
        case "canOffer": canOffer
        default: nil
        }
    }
}
