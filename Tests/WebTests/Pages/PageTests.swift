import Foundation
import Support
import Testing
import Web

@Suite("Pages")
struct PageTests {
    private static let templates: URL = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return root.appending(path: "Sources/Web/Templates")
    }()

    @Test("every tag of every template finds its value")
    func tagsAreKnown() {
        let samples = Dictionary(grouping: SamplePages.all) { type(of: $0).template }

        let problems = samples.flatMap { template, pages in
            TemplateTags.problems(in: template, of: Self.templates, filledBy: pages)
        }

        #expect(problems == [])
    }

    @Test("the walker sees a tag that no page has")
    func unknownTagsShow() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try "{{status}} {{#nothing}}{{/nothing}}".write(
            to: directory.appending(path: "error.mustache"), atomically: true, encoding: .utf8)

        let problems = TemplateTags.problems(
            in: "error", of: directory,
            filledBy: [ErrorPage(status: 404, heading: "", detail: "", path: nil, requestID: "")])

        #expect(problems == ["error: #nothing is unknown", "error: #nothing (1) is never shown"])
    }

    @Test("every page that the program can show has a sample")
    func samplesAreComplete() {
        let sampled = Set(SamplePages.all.map { type(of: $0).template })

        #expect(sampled == Set(PageRenderer.pages.map { $0.template }))
    }

    @Test("no page carries a style, a script or a handler of its own")
    func pagesFitTheContentPolicy() async throws {
        let renderer = try await PageRenderer(templates: Self.templates)

        for page in SamplePages.all {
            let html = try renderer.html(page, in: SamplePages.administrator)
            #expect(!html.contains(" style="), "\(type(of: page))")
            #expect(!html.contains("<style"), "\(type(of: page))")
            #expect(html.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil, "\(type(of: page))")
            #expect(html.firstMatch(of: /\son[a-z]+=/) == nil, "\(type(of: page))")
            #expect(!html.contains("{{"), "\(type(of: page))")
        }
    }

    @Test("what people typed is shown as text, never as markup")
    func textIsEscaped() async throws {
        let renderer = try await PageRenderer(templates: Self.templates)
        let page = CouponSearchPage(query: "\"><script>alert(1)</script>", problem: "<b>", rows: [], limit: 1)

        let html = try renderer.html(page, in: SamplePages.administrator)

        #expect(!html.contains("<script>alert"))
        #expect(html.contains("&quot;&gt;&lt;script&gt;alert(1)"))
    }

    @Test("a page says that it is practice, and a member sees no administration")
    func frameFollowsTheViewer() async throws {
        let renderer = try await PageRenderer(templates: Self.templates)
        let member = PageFrame(
            viewer: .init(
                userID: "1", loginID: "a", name: "이서연", companyName: "라마바뱅크", isAdministrator: false,
                areas: [.today, .register, .campaigns, .coupons]),
            csrfToken: "t", practice: false)

        let practising = try renderer.html(SamplePages.today, in: SamplePages.administrator)
        let working = try renderer.html(SamplePages.today, in: member)

        #expect(practising.contains("연습 모드") && practising.contains("href=\"/admin/users\""))
        #expect(!working.contains("연습 모드") && !working.contains("href=\"/admin/users\""))
    }

    @Test("a missing template stops the start and is named")
    func missingTemplatesAreNamed() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.copyItem(at: Self.templates, to: directory)
        defer { try? FileManager.default.removeItem(at: directory) }
        try FileManager.default.removeItem(at: directory.appending(path: "login.mustache"))
        try FileManager.default.removeItem(at: directory.appending(path: "parts/chip.mustache"))

        await #expect(throws: PageTemplateError.missing(["login", "parts/chip"], directory: directory.path)) {
            try await PageRenderer(templates: directory)
        }
    }

    @Test(
        "after sign-in only our own addresses are opened",
        arguments: [
            ("/campaigns?status=sending", "/campaigns?status=sending"), ("//evil.example", "/"),
            ("/\t/evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"), ("", "/"),
        ])
    func nextStaysHere(asked: String, followed: String) async throws {
        let renderer = try await PageRenderer(templates: Self.templates)

        let html = try renderer.html(
            LoginPage(next: asked, reason: nil, practice: false), in: SamplePages.nobody)

        #expect(html.contains("data-next=\"\(followed)\""))
    }
}
