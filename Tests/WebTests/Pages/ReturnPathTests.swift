import Support
import Testing
import Web

@Suite("The page after signing in")
struct ReturnPathTests {
    @Test("is any page of the router, with its search")
    func knowsEveryPage() {
        let pages = RouteTable.all.keys.filter { route in
            route.hasPrefix("GET /")
                && !["/api/", "/health/", "/login", "/campaigns/cards/"].contains { route.contains($0) }
        }.map { String($0.dropFirst("GET ".count)).replacing("{id}", with: "01ARZ3NDEKTSV4RRFFQ69G5FAV") }

        #expect(pages.count > 10)
        for page in pages {
            #expect(ReturnPath(page)?.text == page)
            #expect(ReturnPath(page + "?q=%EA%B0%80&page=2&from=2026-11-01")?.text != nil)
        }
    }

    /// How other sites were reached elsewhere: second slashes in every spelling, characters that browsers skip, schemes,
    /// users before the host, whatever a path or a fragment can hide.
    static let elsewhere: [String] =
        [
            "", "evil.example", "//evil.example", "///evil.example", "////evil.example/", "/\\evil.example",
            "\\/evil.example",
            "\\\\evil.example", "/\\/evil.example", "/./evil.example", "/.//evil.example", "/..//evil.example",
            "/campaigns/..//evil.example",
            "/campaigns//evil.example", "/%2f%2fevil.example", "/%2Fevil.example", "/%5Cevil.example",
            "/%09/evil.example",
            "/%0d%0aLocation:%20https://evil.example", "https://evil.example", "https:evil.example",
            "https:/evil.example",
            "HTTPS://evil.example", "http://campaigns@evil.example/", "//user:pass@evil.example/campaigns",
            "/@evil.example",
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "blob:x",
            "file:///etc/passwd",
            "/campaigns#//evil.example", "#/campaigns", "?next=/campaigns", "/campaigns?next=//evil.example",
            "/campaigns?q=a#b", "/campaigns;//evil.example", "/campaigns:80", "campaigns", " /campaigns", "/campaigns ",
            "/login", "/login?next=/campaigns", "/api/v1/auth/me", "/assets/app.js", "/nowhere", "/admin/users/",
            "/campaigns/",
            "/campaigns/cards/x.jpg", "／／evil.example", "/／evil.example", "/。evil", "/캠페인", "/\u{2044}/evil.example",
            "/campaigns/" + String(repeating: "a", count: 2000),
        ]
        + (0...0x20).flatMap { code -> [String] in
            let control = String(UnicodeScalar(UInt8(code)))
            return [
                "/\(control)/evil.example", "\(control)//evil.example", "/\(control)\\evil.example",
                "/campaigns\(control)",
            ]
        } + ["\u{7F}", "\u{85}", "\u{A0}", "\u{200B}", "\u{2028}", "\u{FEFF}"].map { "/\($0)/evil.example" }

    @Test("is never another site's, whatever the address says", arguments: elsewhere)
    func staysHere(address: String) {
        #expect(ReturnPath(address) == nil)
    }
}
