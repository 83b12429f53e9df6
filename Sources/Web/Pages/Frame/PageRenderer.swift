import Foundation
import Mustache

/// Turns pages into HTML with the templates of a directory, read once at start.
package struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// Every page the program can show: a template that one of them lacks stops the start.
    package static let pages: [any Page.Type] = [
        LoginPage.self, PasswordPage.self, TodayPage.self, NewCampaignPage.self, CampaignListPage.self,
        CampaignPage.self, CouponSearchPage.self, CouponPage.self, UsersPage.self, CompaniesPage.self,
        CallbackNumbersPage.self, IssueOrdersPage.self, ExchangeEventsPage.self, OptOutsPage.self, SystemPage.self,
        TemplatesPage.self,
        TemplateEditorPage.self, ErrorPage.self,
    ]

    package init(templates directory: URL) async throws(PageTemplateError) {
        do {
            library = try await MustacheLibrary(directory: directory.path)
        } catch let error as MustacheLibrary.ParserError {
            throw .unreadable("\(error.filename) line \(error.context.lineNumber): \(error.error)")
        } catch {
            throw .unreadable("\(directory.path): \(error)")
        }
        let needed = ["layout"] + Self.pages.map { $0.template } + Self.partials(in: directory)
        let missing = Set(needed).filter { library.getTemplate(named: $0) == nil }
        guard missing.isEmpty else { throw .missing(missing.sorted(), directory: directory.path) }
    }

    package func html(_ page: some Page, in frame: PageFrame) throws(PageTemplateError) -> String {
        guard let body = library.render(page, withTemplate: type(of: page).template),
            let html = library.render(PageLayout(page, body: body, in: frame), withTemplate: "layout")
        else { throw .missing([type(of: page).template], directory: "") }
        return html
    }

    /// The names that templates include with `{{>name}}`.
    private static func partials(in directory: URL) -> [String] {
        let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
        let templates = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "mustache" }
        return templates.flatMap { file in
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return text.matches(of: /\{\{>\s*([^\s}]+)\s*\}\}/).map { String($0.1) }
        }
    }
}

/// The templates do not fit the program: it must not start.
package enum PageTemplateError: Error, Equatable, CustomStringConvertible {
    case missing([String], directory: String)
    case unreadable(String)

    package var description: String {
        switch self {
        case .missing(let names, let directory):
            "Page templates are missing in \(directory): \(names.joined(separator: ", "))"
        case .unreadable(let reason): "A page template cannot be read: \(reason)"
        }
    }
}
