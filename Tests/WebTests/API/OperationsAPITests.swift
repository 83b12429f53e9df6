import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import MariaDB
import OptOuts
import Safeguards
import Support
import TestKit
import Testing
import Web

@Suite("Opt-outs, brakes and alerts over the API", .database)
struct OperationsAPITests {
    @Test("numbers are added typed and as a file, listed masked, found and taken away, on record")
    func optOuts() async throws {
        let store = try await Storefront()
        let company = store.house.company.id
        let answers = try await store.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/opt-outs"
            func post(_ body: String) async throws -> Answer {
                try await client.call(.post, path, body, token: token)
            }
            let single = try await post(#"{"companyId":"\#(company)","phone":"010-2000-0009"}"#)
            let text = try await post(#"{"companyId":"\#(company)","text":"010 2000 0009\n01020000008\nabc"}"#)
            let boundary = "--x\r\nContent-Disposition: form-data; name=\"companyId\"\r\n\r\n\(company)\r\n--x\r\n"
            let file = "Content-Disposition: form-data; name=\"file\"; filename=\"out.csv\"\r\n\r\n휴대폰번호\n01020000007\n"
            let upload = try await client.call(
                .post, path, boundary + file + "\r\n--x--\r\n", token: token,
                headers: [.contentType: "multipart/form-data; boundary=x"])
            let wrong = try await post(#"{"companyId":"\#(company)","phone":"02-123-4567"}"#)
            let list = try await client.call(.get, path, token: token)
            let found = try await client.call(.get, "\(path)?q=0007", token: token)
            let gone = try await client.call(.delete, "\(path)/\(found["items.0.id"] ?? "")", token: token)
            let after = try await client.call(.get, path, token: token)
            return [single, text, upload, wrong, list, found, gone, after]
        }

        #expect(answers.map(\.status) == [201, 201, 201, 422, 200, 200, 204, 200])
        #expect(answers[0]["added"] == "1")
        #expect(answers[1]["added"] == "1" && answers[1]["known"] == "1" && answers[1]["invalid"] == "1")
        #expect(answers[2]["added"] == "1")
        #expect(answers[4]["total"] == "3" && answers[7]["total"] == "2")
        #expect(answers[5]["items.0.phone"] == "010-****-0007" && answers[5]["items.0.source"] == "uploaded")
        #expect(!answers[4].text.contains("01020000009") && !answers[4].text.contains("2000-0009"))
        let records = try await store.house.database.read { db in
            try db.rows("SELECT COUNT(*) AS n FROM access_record WHERE action LIKE 'opt-out.%'")[0]
                .value("n", as: Int.self)
        }
        #expect(records == 4)
    }

    @Test(
        "a file whose numbers could be anybody's opts nobody out until the column is named; what was left out is told")
    func doubtfulOptOuts() async throws {
        let store = try await Storefront()
        let company = store.house.company.id
        let answers = try await store.test { client in
            let token = try await client.token("boss")
            let path = "/api/v1/admin/opt-outs"
            func upload(_ more: String) async throws -> Answer {
                let list = "이름,연락처,연락처\n김하늘,010-2000-0001,010-2000-0011\n이바다,010-2000-0002,010-2000-0012\n"
                let parts = [
                    "name=\"companyId\"\r\n\r\n\(company)", "name=\"file\"; filename=\"out.csv\"\r\n\r\n\(list)",
                ]
                let body = (parts + (more.isEmpty ? [] : ["name=\"phoneColumn\"\r\n\r\n\(more)"])).map {
                    "--x\r\nContent-Disposition: form-data; \($0)\r\n"
                }
                return try await client.call(
                    .post, path, body.joined() + "--x--\r\n", token: token,
                    headers: [.contentType: "multipart/form-data; boundary=x"])
            }
            return [
                try await upload(""), try await client.call(.get, path, token: token), try await upload("2"),
                try await client.call(
                    .post, path,
                    #"{"companyId":"\#(company)","text":"김하늘, 보호자 010-2000-0003\n이바다 010-2000-0004"}"#, token: token),
            ]
        }

        #expect(answers.map(\.status) == [409, 200, 201, 201])
        #expect(answers[0]["code"] == "columns_unconfirmed" && answers[0]["errors.0.field"] == "file")
        #expect(answers[1]["total"] == "0")
        #expect(answers[2]["added"] == "2")
        #expect(answers[3]["added"] == "1" && answers[3]["warnings.0.code"] == "other_persons")
    }

    @Test("members may neither see nor change any of it")
    func members() async throws {
        let answers = try await Storefront().test { client in
            let token = try await client.token("haneul.kim")
            return [
                try await client.call(.get, "/api/v1/admin/opt-outs", token: token),
                try await client.call(.get, "/api/v1/admin/system", token: token),
                try await client.call(
                    .post, "/api/v1/admin/system/hold", #"{"halts":"sending","reason":"x"}"#, token: token),
                try await client.call(.get, "/admin/system", token: token),
                try await client.call(.get, "/admin/opt-outs", token: token),
            ]
        }

        #expect(answers.map(\.status) == [403, 403, 403, 403, 403])
    }

    @Test("a brake needs a reason, is told to everybody on every page, and is lifted again")
    func brake() async throws {
        let store = try await Storefront()
        let answers = try await store.test { client in
            let token = try await client.token("boss")
            let hold = "/api/v1/admin/system/hold"
            return [
                try await client.call(.post, hold, #"{"halts":"sending","reason":" "}"#, token: token),
                try await client.call(.post, hold, #"{"halts":"sending","reason":"통신사 점검"}"#, token: token),
                try await client.page("/", for: "haneul.kim"),
                try await client.call(
                    .post, "/api/v1/admin/system/lift", #"{"scope":"system","halts":"sending"}"#, token: token),
                try await client.page("/", for: "haneul.kim"),
                try await client.call(
                    .post, "/api/v1/admin/system/lift", #"{"scope":"system","halts":"sending"}"#, token: token),
            ]
        }

        #expect(answers.map(\.status) == [422, 200, 200, 200, 200, 409])
        #expect(answers[1]["holds.0.reason"] == "통신사 점검" && answers[1]["holds.0.halts"] == "sending")
        #expect(answers[2].text.contains("문자 발송을 멈췄습니다") && answers[2].text.contains("통신사 점검"))
        #expect(!answers[4].text.contains("문자 발송을 멈췄습니다"))
    }

    @Test("an alert is closed once")
    func alerts() async throws {
        let store = try await Storefront()
        try await store.house.database.write { db in
            try Alert.raise(db, .agent, about: "ready", company: nil, "문자 3건이 나가지 않았습니다.")
        }
        let answers = try await store.test { client in
            let token = try await client.token("boss")
            let state = try await client.call(.get, "/api/v1/admin/system", token: token)
            let path = "/api/v1/admin/alerts/\(state["alerts.0.id"] ?? "")/close"
            return [
                state, try await client.call(.post, path, "{}", token: token),
                try await client.call(.post, path, "{}", token: token),
                try await client.call(.get, "/api/v1/admin/system", token: token),
            ]
        }

        #expect(answers.map(\.status) == [200, 204, 404, 200])
        #expect(answers[0]["alerts.0.kind"] == "agent")
        #expect(answers[3]["alerts.0.id"] == nil)
    }

    @Test("the state says in words when the agent's tables are missing, and how messages are handed over")
    func agentTables() async throws {
        let store = try await Storefront()
        let without = try await state(store)
        try await AgentTables.create(store.house.database)
        let with = try await state(store)

        #expect(without["agent.ready"] == "0")
        #expect(without["agent.problems.0"]?.contains("UMS_MSG") == true)
        #expect(with["agent.ready"] == "1")
        #expect(with["agent.handover"] == "one-transaction")
    }

    @Test("the pages of an administrator open with what there is")
    func pages() async throws {
        let store = try await Storefront()
        try await store.house.database.write { db in
            try Hold(.system, Hold.system, halts: .all, cause: .brake, reason: "계정 오류").place(db)
            try Alert.raise(db, .sendingBraked, company: nil, "모든 발송을 멈췄습니다.")
        }
        let answers = try await store.test { client in
            let token = try await client.token("boss")
            return [
                try await client.call(.get, "/admin/system", token: token),
                try await client.call(.get, "/admin/opt-outs", token: token),
                try await client.call(.get, "/admin/callback-numbers", token: token),
                try await client.call(.get, "/admin/companies", token: token),
            ]
        }

        #expect(answers.map(\.status) == [200, 200, 200, 200])
        #expect(answers[0].text.contains("계정 오류") && answers[0].text.contains("모든 발송을 멈췄습니다."))
        #expect(answers.allSatisfy { $0.text.contains("쿠폰 발급과 문자 발송을 멈췄습니다") })
    }

    private func state(_ store: Storefront) async throws -> Answer {
        try await store.test { client in
            try await client.call(.get, "/api/v1/admin/system", token: try await client.token("boss"))
        }
    }
}
