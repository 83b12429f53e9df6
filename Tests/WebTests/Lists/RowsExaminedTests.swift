import Accounts
import Campaigns
import Coupons
import Foundation
import HTTPTypes
import HummingbirdTesting
import MariaDB
import Support
import Synchronization
import TestKit
import Testing
import Web

/// What a page may cost the database.
///
/// A statement may read ten rows for each that it gives or skips, two for each value that it is given, and fifty more.
/// One that counts or searches as far as a list reaches may read twice that reach; by a status, ten times, because it looks
/// into the coupons' index for each state. One about a single campaign may read what a campaign can have.
@Suite("What lists cost", .database)
struct RowsExaminedTests {
    private struct Seen: Sendable {
        let statement: SQL
        let path: String
    }

    @Test("no page and no list of the API reads more than it shows or reaches back, for a member and an administrator")
    func everyList() async throws {
        let seen = Mutex<[String: Seen]>([:])
        let path = Mutex("")
        var options = DatabaseOptions()
        options.witness = { statement, _ in
            let path = path.withLock { $0 }
            guard !path.isEmpty else { return }
            seen.withLock {
                $0["\(path.hasPrefix("boss") ? "boss" : "member") \(statement.text)"] = Seen(
                    statement: statement, path: path)
            }
        }
        let database = Database(TestDatabase.current.address, minimum: 0, maximum: 4, options: options)
        defer { database.shutDown() }
        let store = try await Storefront(database: database)
        let house = FullHouse(store: store, database: database)
        try await house.fill()
        let asked = Self.paths(store)

        let wrong = try await store.test { client in
            var wrong: [String] = []
            for (who, loginID) in [("boss", "boss"), ("member", "haneul.kim")] {
                let token = try await client.token(loginID)
                for address in asked where who == "boss" || !address.contains("/admin") {
                    path.withLock { $0 = "\(who) \(address)" }
                    let answer =
                        address.hasPrefix("q=")
                        ? try await client.call(
                            .post, "/coupons", address, token: token,
                            headers: [.contentType: "application/x-www-form-urlencoded"])
                        : try await client.call(.get, address, token: token)
                    path.withLock { $0 = "" }
                    if ![200, 303].contains(answer.status) { wrong.append("\(who) \(address): \(answer.status)") }
                }
            }
            return wrong
        }
        #expect(wrong == [])

        let statements = seen.withLock { Array($0.values) }
        #expect(statements.count > 80)
        for one in statements {
            var (read, rows) = try await examined(one.statement, in: database)
            let bound = Self.bound(one.statement, rows)
            if read > bound {
                // The server's statistics are a sample of a few pages: a plan that came of an odd one is looked at again.
                try await house.analyze()
                (read, rows) = try await examined(one.statement, in: database)
            }
            if read > bound {
                Issue.record("\(one.path) reads \(read) rows, \(bound) would do, for \(rows):\n\(one.statement.text)")
            }
        }
    }

    private static func bound(_ statement: SQL, _ rows: Int) -> Int {
        let text = statement.text
        if text.contains("FROM coupon WHERE coupon.campaign_id = campaign.id") { return 10 * Total.reach }
        if text.contains(") counted") || text.contains(") AS ") { return 2 * (Total.reach + 1) + 10 * rows + 100 }
        if text.contains("FROM coupon"), text.contains("campaign_id = ?") { return 2 * Registration.maxCoupons + 100 }
        var skipped = 0
        if text.hasSuffix("OFFSET ?"), case .int(let offset)? = statement.values.last { skipped = Int(offset) }
        return 10 * (rows + skipped) + 2 * statement.values.count + 50
    }

    /// The rows that the server took from its tables for a statement, index entries among them, and those it gave.
    private func examined(_ statement: SQL, in database: Database) async throws -> (read: Int, rows: Int) {
        try await database.read { db in
            try db.execute("FLUSH STATUS")
            let rows = try db.rows(statement).count
            let read = try db.rows("SHOW SESSION STATUS LIKE 'Handler_read%'").reduce(0) { sum, row in
                sum + (Int(try row.value("Value", as: String.self)) ?? 0)
            }
            return (read, rows)
        }
    }

    private static func paths(_ store: Storefront) -> [String] {
        let (campaign, coupon) = (store.campaign.id, store.coupons.first?.id.description ?? "")
        let (big, company) = (FullHouse.campaign(2), store.house.company.id)
        let full = FullHouse.campaign(11_994)
        let day = SeoulTime.day(of: Date())
        let period = "from=\(day.adding(days: -30))&to=\(day)"
        let pages = [
            "/", "/campaigns/new", "/campaigns", "/campaigns?\(period)", "/campaigns?\(period)&page=40",
            "/campaigns?\(period)&q=11", "/campaigns?\(period)&sort=-amount", "/campaigns?\(period)&sort=eventName",
            "/campaigns?\(period)&companyId=\(company)", "/campaigns/\(campaign)", "/campaigns/\(big)",
            "/campaigns/\(full)", "/campaigns/\(full)?show=failed&page=2", "/campaigns/\(full)?q=0001", "/coupons",
            "/coupons/\(coupon)", "q=01020000001", "q=0001", "q=\(coupon)", "q=99999999", "/admin/users",
            "/admin/users?page=30", "/admin/companies", "/admin/callback-numbers", "/admin/issue-orders",
            "/admin/exchange-events",
            "/admin/issue-orders?state=failed&page=3", "/admin/opt-outs", "/admin/opt-outs?page=50", "/admin/system",
            "/admin/templates", "/admin/templates/new",
        ]
        let statuses = CampaignProgress.Status.allCases.map { "/campaigns?\(period)&status=\($0.rawValue)" }
        let api = [
            "products", "products/0000001301", "campaigns/drafts", "campaigns", "campaigns?page=100",
            "campaigns?sort=createdAt", "campaigns?event=77", "campaigns?companyId=\(company)&sort=total",
            "campaigns?status=sending", "campaigns?status=completed&q=5", "campaigns/\(campaign)",
            "campaigns/\(full)/coupons?page=3", "campaigns/\(full)/coupons?delivery=failed", "coupons?q=0001",
            "coupons?q=01020000001", "coupons?q=\(coupon)", "coupons?q=ORD-1234567", "coupons/\(coupon)",
            "coupons/\(coupon)/timeline", "admin/companies?q=고객", "admin/companies?sort=-createdAt",
            "admin/callback-numbers?sort=number", "admin/callback-numbers?companyId=\(company)", "admin/users",
            "admin/users?companyId=\(company)", "admin/users?q=u00&sort=-lastLoginAt&page=2",
            "admin/users?state=pending", "admin/logins", "admin/logins?page=90", "admin/logins?userId=\(big)",
            "admin/audit", "admin/audit?userId=\(big)", "admin/audit?subjectId=\(big)", "admin/issue-orders",
            "admin/exchange-events",
            "admin/issue-orders?state=failed&page=90", "admin/opt-outs", "admin/opt-outs?companyId=\(company)&page=9",
            "admin/opt-outs?q=0007", "admin/opt-outs?q=01020000007", "admin/system", "admin/templates",
        ].map { "/api/v1/" + ($0.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? $0) }
        return pages + statuses + api
    }
}

@Suite("How far a list reaches", .database)
struct ListReachTests {
    @Test("a page beyond the reach is refused with what to do instead, and the last within it is given")
    func pages() async throws {
        let (last, beyond) = try await Storefront().test { client in
            let token = try await client.token("boss")
            return (
                try await client.call(.get, "/api/v1/campaigns?page=25&size=200", token: token),
                try await client.call(.get, "/api/v1/campaigns?page=26&size=200", token: token)
            )
        }

        #expect(last.status == 200)
        #expect(beyond.status == 400 && beyond["detail"]?.contains("5,000건까지") == true)
    }
}
