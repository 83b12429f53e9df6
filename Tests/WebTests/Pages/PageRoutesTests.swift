import Accounts
import Audit
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import MariaDB
import TestKit
import Testing
import Web

@Suite("Pages over HTTP", .database)
struct PageRoutesTests {
    @Test("who is not signed in is led to the login and back again")
    func strangersSignIn() async throws {
        let answers = try await Storefront().test { client in
            [
                try await client.call(.get, "/campaigns?status=sending"), try await client.call(.get, "/"),
                try await client.call(.get, "/admin/users"),
            ]
        }

        #expect(answers.map(\.status) == [303, 303, 303])
        #expect(answers[0].headers[.location]?.hasPrefix("/login?next=") == true)
        #expect(answers[1].headers[.location] == "/login")
    }

    @Test("a member's pages open and speak of the own company")
    func memberPages() async throws {
        let store = try await Storefront()
        let pages = try await store.test { client in
            var pages: [String: Answer] = [:]
            for path in ["/", "/campaigns/new", "/campaigns", "/campaigns/\(store.campaign.id)", "/coupons"] {
                pages[path] = try await client.page(path, for: "haneul.kim")
            }
            return pages
        }

        #expect(pages.values.allSatisfy { $0.status == 200 && $0.headers[.cacheControl] == "no-store" })
        #expect(pages["/campaigns"]?.text.contains("겨울 감사 &lt;이벤트&gt;") == true)
        #expect(pages["/campaigns/new"]?.text.contains("02-6956-9621 · 대표번호") == true)
        #expect(pages["/campaigns/\(store.campaign.id)"]?.text.contains("010-****-0001") == true)
        #expect(pages.values.allSatisfy { !$0.text.contains("01020000001") && !$0.text.contains("최민지") })
    }

    @Test("another company's campaign and coupon are not there")
    func tenantsAreApart() async throws {
        let store = try await Storefront()
        let coupon = try #require(store.coupons.first)
        let answers = try await store.test { client in
            [
                try await client.page("/campaigns/\(store.campaign.id)", for: "stranger"),
                try await client.page("/coupons/\(coupon.id)", for: "stranger"),
                try await client.page("/campaigns", for: "stranger"), try await client.page("/", for: "stranger"),
                try await client.search("010-2000-0001", for: "stranger"),
            ]
        }

        #expect(answers.map(\.status) == [404, 404, 200, 200, 200])
        #expect(answers.allSatisfy { !$0.text.contains("겨울 감사") })
        #expect(answers[4].text.contains("찾는 쿠폰이 없습니다"))
    }

    @Test("an administrator sees the companies' campaigns; a member sees no administration")
    func rolesDiffer() async throws {
        let (boss, users, refused) = try await Storefront().test { client in
            (
                try await client.page("/campaigns", for: "boss"), try await client.page("/admin/users", for: "boss"),
                try await client.page("/admin/users", for: "haneul.kim")
            )
        }

        #expect(boss.text.contains("가나다 커피") && boss.text.contains("라마바뱅크"))
        #expect(users.text.contains("stranger"))
        #expect(refused.status == 403 && refused.text.contains("data-testid=\"error-page\""))
    }

    @Test("one hit opens at once; several are listed; a phone number stands in no address")
    func searching() async throws {
        let store = try await Storefront()
        let coupon = try #require(store.coupons.first)
        let (plain, scripted, several, senseless) = try await store.test { client in
            (
                try await client.search("010 2000 0001", for: "haneul.kim"),
                try await client.search("01020000001", for: "haneul.kim", byScript: true),
                try await client.search("0002", for: "boss"), try await client.search("ㅁ", for: "haneul.kim")
            )
        }

        #expect(plain.status == 303 && plain.headers[.location] == "/coupons/\(coupon.id)")
        #expect(scripted.status == 200)
        #expect(scripted.headers[HTTPField.Name("HX-Redirect")!] == "/coupons/\(coupon.id)")
        #expect(several.headers[.location] == "/coupons/\(store.coupons[1].id)")
        #expect(senseless.status == 422 && senseless.text.contains("찾을 수 없는 번호입니다"))
    }

    @Test("a search with the cookie needs the page's own token")
    func searchNeedsToken() async throws {
        let store = try await Storefront()
        let (forged, own) = try await store.test { client in
            let token = try await client.token("haneul.kim")
            let page = try await client.call(.get, "/coupons", headers: [.cookie: "session=\(token)"])
            let found = try #require(page.text.firstMatch(of: /name="csrf-token" content="([^"]+)"/))
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .cookie: "session=\(token)"]
            var signed = form
            signed[HTTPField.Name("X-CSRF-Token")!] = String(found.1)
            return (
                try await client.call(.post, "/coupons", "q=0001", headers: form),
                try await client.call(.post, "/coupons", "q=0001", headers: signed)
            )
        }

        #expect(forged.status == 403)
        #expect(own.status == 303)
    }

    @Test(
        "each number of a campaign leads to its rows",
        arguments: [("all", 2), ("issued", 0), ("sent", 0), ("failed", 1), ("unconfirmed", 1), ("pending", 0)])
    func tilesLeadToRows(group: String, rows: Int) async throws {
        let store = try await Storefront()
        let orders = store.coupons.map(\.issueOrderID)
        try await store.house.database.write { db in
            try Coupon.setIssue(db, of: [orders[0]], to: .failed, note: "판매 기간이 끝난 상품입니다", at: Date())
            try Coupon.setIssue(db, of: [orders[1]], to: .unconfirmed, note: "공급사 응답을 받지 못함", at: Date())
        }

        let page = try await store.test { client in
            try await client.page("/campaigns/\(store.campaign.id)?show=\(group)", for: "haneul.kim")
        }

        #expect(page.text.matches(of: /data-testid="recipient-row"/).count == rows)
        #expect(page.text.contains("판매 기간이 끝난 상품입니다"))
        #expect(page.text.contains("data-moving=\"false\""))
        #expect(page.text.contains("확인 필요 1건 · 4,500원"))
    }

    @Test("days that make no sense are told on the list, not as a failure")
    func badDays() async throws {
        let (backwards, garbage) = try await Storefront().test { client in
            (
                try await client.page("/campaigns?from=2026-12-01&to=2026-11-01", for: "haneul.kim"),
                try await client.page("/campaigns?from=yesterday", for: "haneul.kim")
            )
        }

        #expect(backwards.status == 200 && backwards.text.contains("시작일이 끝일보다 늦습니다"))
        #expect(garbage.status == 200 && garbage.text.contains("날짜를 읽을 수 없습니다"))
    }

    @Test("the card gallery shows the chosen product on a template")
    func gallery() async throws {
        let (card, unknown) = try await Storefront().test { client in
            let page = try await client.page("/campaigns/new", for: "haneul.kim")
            let sample = try #require(page.text.firstMatch(of: /data-sample="([^"]+)"/))
            return (
                try await client.page("\(sample.1)?goodsId=0000001301", for: "haneul.kim"),
                try await client.page("/campaigns/cards/nothing.jpg?goodsId=0000001301", for: "haneul.kim")
            )
        }

        #expect(card.status == 200 && card.headers[.contentType] == "image/jpeg")
        #expect(unknown.status == 422)
    }

    @Test("a user with a temporary password gets to the password page and nowhere else")
    func temporaryPassword() async throws {
        let store = try await Storefront()
        let new = try await store.house.desk.users.create(
            try NewUser(
                companyID: "\(store.house.company.id)", loginID: "newcomer", name: "박지훈", role: "member",
                password: nil), by: .local)
        let temporary = try #require(new.temporaryPassword)
        let (elsewhere, password) = try await store.test { client in
            let token = try #require(try await client.logIn("newcomer", temporary.text)["accessToken"])
            return (
                try await client.call(.get, "/campaigns", token: token),
                try await client.call(.get, "/password", token: token)
            )
        }

        #expect(elsewhere.status == 303 && elsewhere.headers[.location] == "/password")
        #expect(password.status == 200 && password.text.contains("data-testid=\"must-change\""))
    }
}
