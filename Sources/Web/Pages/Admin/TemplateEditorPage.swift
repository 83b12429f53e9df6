import Cards
import Support

/// `/admin/templates/new` and `/admin/templates/{id}`: a look, edited beside the card it makes.
package struct TemplateEditorPage: Page {
    package static let template = "admin/template"
    package let title: String
    package let area: PageArea? = .admin
    package let script = "template"
    let sections = AdminSection.tabs(current: .templates)
    let heading: String
    /// The template that the editor begins with.
    let from: String
    let isNew: Bool
    let reach: String
    let companies: [Choice]
    let widths: Bounds
    let heights: Bounds

    struct Bounds: Sendable {
        let least: String
        let most: String

        init(_ range: ClosedRange<Int>) {
            (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
        }
    }

    /// A new template that begins as a copy of `from`.
    package init(copying from: String, companies: [Choice]) {
        self.init(heading: "템플릿 추가", from: from, isNew: true, reach: "", companies: companies)
    }

    /// `reach`: who may choose it.
    package init(editing id: String, name: String, reach: String) {
        self.init(heading: "\(name) 고치기", from: id, isNew: false, reach: reach, companies: [])
    }

    private init(heading: String, from: String, isNew: Bool, reach: String, companies: [Choice]) {
        title = isNew ? heading : "템플릿 고치기"
        (self.heading, self.from, self.isNew) = (heading, from, isNew)
        (self.reach, self.companies) = (reach, companies)
        (widths, heights) = (Bounds(CardLayout.widths), Bounds(CardLayout.heights))
    }
}
