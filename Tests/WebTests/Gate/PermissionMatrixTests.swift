import Accounts
import Audit
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MariaDB
import Recipients
import Support
import TestKit
import Testing
import Web

@Suite("Every route and who may use it", .database)
struct PermissionMatrixTests {
    @Test("the router has exactly the routes of the table: a new one says here who may use it")
    func routesAreWrittenDown() async throws {
        let routes = buildRouter(try await Storefront().parts).routes.filter { $0.method != .head }

        let told = Set(routes.map { "\($0.method.rawValue) \($0.path)" })
        #expect(told.subtracting(RouteTable.all.keys).sorted() == [], "routes that the table does not know")
        #expect(Set(RouteTable.all.keys).subtracting(told).sorted() == [], "routes of the table that are gone")
    }

    @Test("who lacks one permission gets 403 with its name on every route that needs it, and no other")
    func lackingOnePermission() async throws {
        let store = try await Storefront()
        let everything = Role.member.permissions
        for permission in everything {
            try await add(store, "no-\(permission.rawValue)", everything.subtracting([permission]))
        }
        let wrong = try await store.test { client in
            var wrong: [String] = []
            for lacking in everything {
                let token = try await client.token("no-\(lacking.rawValue.replacing(".", with: "-"))")
                for (route, entrance) in RouteTable.all {
                    guard case .permission(let needed) = entrance else { continue }
                    let answer = try await call(client, route, store, token)
                    let isRefused = answer.status == 403 && (answer.code == "forbidden" || answer.isErrorPage)
                    let shallBeRefused = needed == lacking || needed == .administer
                    if isRefused != shallBeRefused { wrong.append("\(route) without \(lacking): \(answer.status)") }
                    if isRefused, !answer.text.contains("‘\(Self.word(needed))’ 권한이 없어") {
                        wrong.append("\(route): the answer does not name what is lacking")
                    }
                }
            }
            return wrong
        }

        #expect(wrong.sorted() == [])
    }

    @Test("what needs no permission stays open, and what needs a session refuses who has none")
    func openRoutes() async throws {
        let store = try await Storefront()
        try await add(store, "nothing", [])
        let wrong = try await store.test { client in
            var wrong: [String] = []
            let nothing = try await client.token("nothing")
            for (route, entrance) in RouteTable.all where route != "POST /api/v1/auth/logout" {
                let (stranger, idle) = (
                    try await call(client, route, store, nil), try await call(client, route, store, nothing)
                )
                let isAsked = stranger.status == 401 || stranger.headers[.location]?.hasPrefix("/login") == true
                let isRefused = idle.status == 403
                let expected: (Bool, Bool) =
                    switch entrance {
                    case .anybody: (false, false)
                    case .session: (true, false)
                    case .permission, .working: (true, true)
                    }
                // The login refuses a senseless password, the webhook a wrong token.
                let own = ["POST /api/v1/auth/login", "POST /webhooks/coufun/{token}/exchange"]
                if !own.contains(route), (isAsked, isRefused) != expected {
                    wrong.append("\(route): \(stranger.status), \(idle.status)")
                }
            }
            return wrong
        }

        #expect(wrong.sorted() == [])
    }

    @Test("names and numbers in a stored list go to nobody who may not send")
    func problemsFile() async throws {
        let store = try await Storefront()
        try await add(store, "caller", [.serveCustomers, .viewCampaigns])
        let (parsed, refused, given) = try await store.test { client in
            let sender = try await client.token("haneul.kim")
            let parsed = try await client.call(
                .post, "/api/v1/recipients/parse", #"{"text":"김하늘 010-2000-0001\n이서연 02-12"}"#, token: sender)
            let path = "/api/v1/recipients/imports/\(parsed["importId"] ?? parsed["id"] ?? "")/problems.xlsx"
            return (
                parsed, try await client.call(.get, path, token: try await client.token("caller")),
                try await client.call(.get, path, token: sender)
            )
        }

        #expect(parsed.status == 200)
        #expect(refused.status == 403 && refused.code == "forbidden")
        #expect(given.status == 200)
    }

    @Test("the navigation leads to what the person may open, and nowhere else")
    func navigation() async throws {
        let store = try await Storefront()
        try await add(store, "caller", [.serveCustomers])
        let page = try await store.test { client in try await client.page("/coupons", for: "caller") }

        #expect(page.status == 200)
        let shown = page.text.matches(of: /data-testid="nav-([a-z]+)"/).map { String($0.1) }
        #expect(shown == ["coupons"])
    }

    private func add(_ store: Storefront, _ loginID: String, _ permissions: Set<Permission>) async throws {
        _ = try await store.house.desk.users.create(
            try NewUser(
                companyID: "\(store.house.company.id)", loginID: loginID.replacing(".", with: "-"), name: "박지훈",
                role: "member", permissions: permissions.map(\.rawValue), password: Gatehouse.password), by: .local)
    }

    private static func word(_ permission: Permission) -> String {
        switch permission {
        case .sendCoupons: "발송등록"
        case .viewCampaigns: "발송조회"
        case .serveCustomers: "C/S"
        case .administer: "관리"
        }
    }
}

/// Calls a route of the table with the ids of what is there, so that only the door can refuse.
private func call(
    _ client: any TestClientProtocol, _ route: String, _ store: Storefront, _ token: String?
) async throws -> Answer {
    let parts = route.split(separator: " ")
    // The live counts of a campaign that is there would never end.
    let isCampaign = parts[1].contains("/campaigns/{id}") && !parts[1].hasSuffix("/events")
    let id =
        isCampaign && parts[0] == "GET"
        ? "\(store.campaign.id)"
        : parts[1].contains("/coupons/{id}") && parts[0] == "GET"
            ? "\(store.coupons.first?.id.description ?? "")" : User.ID.new().description
    let path = parts[1].replacing("{id}", with: id).replacing("{goodsId}", with: "0000001301")
        .replacing("{template}", with: "none.jpg").replacing("{token}", with: "none")
    let method = try #require(HTTPRequest.Method(rawValue: String(parts[0])))
    let isForm = path == "/coupons" || path == "/admin/opt-outs"
    return try await client.call(
        method, String(path), method == .get ? nil : isForm ? "q=" : "{}", token: token,
        headers: isForm ? [.contentType: "application/x-www-form-urlencoded"] : [:])
}

extension Answer {
    fileprivate var isErrorPage: Bool { text.contains("data-testid=\"error-page\"") }
}
