import Accounts
import Audit
import Campaigns
import Foundation
import HTTPTypes
import HummingbirdTesting
import MariaDB
import Safeguards
import Support
import TestKit
import Testing
import Web

@Suite("What stops one company is not told to another", .database)
struct TenantAlertsTests {
    private let reason = "통신사가 02-3456-7890을 거절했습니다"

    @Test("another company's brake, with its callback number and reason, is in no pre-flight and on no page")
    func othersBrake() async throws {
        let store = try await Storefront()
        try await brake(store, of: "라마바뱅크")

        let (own, others, pages) = try await answers(store)

        #expect(own.text.contains(#""subject":"agent","text":"문자를 받을 준비가 되어 있습니다.""#))
        #expect(!own.text.contains("3456-7890") && !own.text.contains("거절"))
        #expect(others.text.contains(reason), "the company itself is told: \(others.text)")
        #expect(pages.allSatisfy { $0.status == 200 && !$0.text.contains("3456-7890") && !$0.text.contains("거절") })
    }

    @Test("what stands still for everybody is told in general words: its text is the operators'")
    func systemsAlert() async throws {
        let store = try await Storefront()
        try await store.house.database.write { db in
            try Alert.raise(db, .agent, about: "ready", company: nil, "라마바뱅크의 문자 3건이 나가지 않았습니다.")
            try Alert.raise(db, .supplier, company: nil, "POC0000002의 호출이 거절되었습니다.")
        }

        let (own, _, _) = try await answers(store)

        #expect(own.text.contains("문자 발송에 문제가 있어") && own.text.contains("쿠폰 공급사와 연결이 원활하지 않아"))
        #expect(!own.text.contains("라마바뱅크") && !own.text.contains("POC0000002"))
    }

    /// Stops a callback number of the company, as the brake does.
    private func brake(_ store: Storefront, of name: String) async throws {
        let companies = try await store.house.desk.companies.list().companies
        let company = try #require(companies.first { $0.name == name })
        let number = try await store.house.desk.callbackNumbers.register(
            try NewCallbackNumber(companyID: "\(company.id)", number: "02-3456-7890", label: "상담", expiresOn: nil),
            by: .local)
        let reason = reason
        try await store.house.database.write { db in
            try Hold(.callbackNumber, number.id.ulid, halts: .sending, cause: .brake, reason: reason).place(db)
            try Alert.raise(
                db, .sendingBraked, about: "\(number.id)", company: company.id.ulid, "\(reason). 등록을 확인해 주세요.")
        }
    }

    /// The pre-flight of 가나다 커피, that of 라마바뱅크, and the pages of the first.
    private func answers(_ store: Storefront) async throws -> (own: Answer, others: Answer, pages: [Answer]) {
        try await store.test { client in
            let path = "/api/v1/campaigns/preflight"
            let own = try await client.call(.post, path, "{}", token: try await client.token("haneul.kim"))
            let others = try await client.call(.post, path, "{}", token: try await client.token("stranger"))
            var pages: [Answer] = []
            for page in ["/", "/campaigns/new", "/campaigns", "/campaigns/\(store.campaign.id)", "/coupons"] {
                pages.append(try await client.page(page, for: "haneul.kim"))
            }
            return (own, others, pages)
        }
    }
}
